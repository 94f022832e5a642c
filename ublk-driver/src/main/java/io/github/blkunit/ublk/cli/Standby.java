package io.github.blkunit.ublk.cli;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A server that serves one command line after another, so that the second device costs no start of a virtual machine. It takes lines on standard input and prints
 * {@link #READY} whenever it can take the next command:
 *
 * <pre>
 * serve TAB file TAB word...     a command line of {@link Main}; all that it prints goes to the end of the file
 * end                            the device is taken away, as a signal would do it
 * </pre>
 *
 * A command that ends in another way (it fails, a signal, somebody stops the device) ends the process with its status, as {@link Main} does; the end of the input ends
 * one that has nothing to serve.
 */
public final class Standby {
    /** What it prints when it waits for a command. */
    public static final String READY = "standing by";
    /** What it prints to a command's file, first of all. */
    public static final String WOKEN = "woken";
    /** First word of a command. */
    public static final String SERVE = "serve";
    /** Takes the device away. */
    public static final String END = "end";

    private final PrintStream own = System.out;
    private final Commands commands = new Commands();
    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private Standby() {}

    /** Takes commands until there are no more. */
    public static void main(String[] ignored) throws IOException, InterruptedException {
        new Standby().takeCommands();
    }

    private void takeCommands() throws IOException, InterruptedException {
        while (true) {
            own.println(READY);
            String line = in.readLine();
            if (line == null) return;
            String[] words = line.split("\t", -1);
            if (words.length < 2 || !words[0].equals(SERVE)) throw new IOException("not a command: " + line);
            serve(words[1], Arrays.copyOfRange(words, 2, words.length));
        }
    }

    private void serve(String file, String... command) throws IOException, InterruptedException {
        try (PrintStream log = new PrintStream(new FileOutputStream(file, true), true, StandardCharsets.UTF_8)) {
            System.setOut(log);
            System.setErr(log);
            log.println(WOKEN);
            Thread serving = new Thread(() -> run(log, command), "ublk-serve");
            serving.setUncaughtExceptionHandler((thread, e) -> {
                e.printStackTrace(log);
                System.exit(1); // or it would stand here, and serve nothing
            });
            serving.start();
            if (END.equals(in.readLine())) serving.interrupt();
            serving.join();
        } finally {
            System.setOut(own);
            System.setErr(own);
        }
    }

    /** Whoever interrupts this thread wants the device gone and the process kept. */
    private void run(PrintStream log, String... command) {
        PrintWriter out = new PrintWriter(log, true, StandardCharsets.UTF_8);
        int status = commands.execute(out, out, command);
        if (status != Foreground.INTERRUPTED) System.exit(status);
    }
}
