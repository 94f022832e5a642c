package io.github.blkunit.vm;

/**
 * The launcher that was picked.
 *
 * @param why one sentence
 */
public record Selection(Launcher launcher, String why) {

    /** One line for people. */
    @Override
    public String toString() { return launcher.name() + ": " + why; }
}
