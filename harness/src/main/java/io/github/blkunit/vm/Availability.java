package io.github.blkunit.vm;

/** Whether something can be used here, and why (not). */
public sealed interface Availability {

    /** The reason in one sentence; for {@link Missing} with what to do about it. */
    String reason();

    /** It works. */
    record Usable(String reason) implements Availability {}

    /** It does not work here. */
    record Missing(String reason) implements Availability {}
}
