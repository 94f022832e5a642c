package io.github.blkunit.ublk.cli;

/**
 * The jar's entry. {@code kublk COMMAND...} is the command line that is compatible with the kernel's test server; all other words are for {@link Main}. Needs no
 * library for the first.
 */
public final class Start {
    private Start() {}

    /** Runs one command and ends the process with its status. */
    public static void main(String[] words) {
        if (words.length > 0 && words[0].equals("kublk"))
            io.github.blkunit.ublk.cli.kublk.Main.main(java.util.Arrays.copyOfRange(words, 1, words.length));
        else
            Main.main(words);
    }
}
