package io.github.blkunit.cli;

import io.github.blkunit.vm.MachineFault;
import java.io.Console;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The user's terminal in raw mode: every key goes to the guest. Closing restores it; so does the JVM's end. */
final class Terminal implements AutoCloseable {
    private final String before;
    private final Thread hook;

    private Terminal(String before) {
        this.before = before;
        this.hook = new Thread(this::restore, "blkunit-terminal");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether standard input and output are a terminal. */
    @SuppressWarnings("SystemConsoleNull") // from JDK 25 on it is null again without a terminal
    static boolean isThere() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    static Terminal raw() throws MachineFault {
        Terminal terminal = new Terminal(stty("-g").strip());
        stty("raw", "-echo");
        return terminal;
    }

    /** Rows and columns, 0 if unknown. */
    static int[] size() throws MachineFault {
        String[] words = stty("size").strip().split(" ", -1);
        return words.length == 2 && (words[0] + words[1]).matches("\\d{1,8}")
                ? new int[] {Integer.parseInt(words[0]), Integer.parseInt(words[1])} : new int[] {0, 0};
    }

    @Override
    public void close() {
        restore();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private void restore() {
        try {
            stty(before);
        } catch (MachineFault e) {
            System.err.println("blkunit: " + e.getMessage() + " (type: stty sane)");
        }
    }

    private static String stty(String... arguments) throws MachineFault {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectInput(Redirect.INHERIT).redirectError(Redirect.INHERIT).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new MachineFault("the terminal cannot be set up: command=" + command + ", status=" + status);
            }
            return output;
        } catch (IOException e) {
            throw new MachineFault("the terminal cannot be set up: command=" + command + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineFault("interrupted while the terminal was set up", e);
        }
    }
}
