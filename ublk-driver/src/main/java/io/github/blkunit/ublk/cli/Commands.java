package io.github.blkunit.ublk.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Executes command lines of {@link Main}, one at a time. What the parser knows of the usual one is kept for the next: to find it out takes longer than to parse. */
final class Commands {
    private @Nullable CommandLine serveNull;

    /** Returns the exit status. */
    int execute(PrintWriter out, PrintWriter err, String... args) {
        boolean usual = args.length > 2 && args[0].equals("serve") && args[1].equals("null");
        return usual ? execute(serveNull(), out, err, Arrays.copyOfRange(args, 2, args.length)) : execute(parser(new Main()), out,
                err, args);
    }

    /** Taken out of the tree: building the others' models would double the parser's part of the start-up time. */
    private CommandLine serveNull() {
        CommandLine made = serveNull;
        if (made == null) {
            made = parser(new ServeNullCommand());
            serveNull = made;
        }
        return made;
    }

    private static CommandLine parser(Object command) {
        // A strategy that is no RunLast itself: that one remembers System.out, and prints to what it was at the first command.
        return new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).setExecutionExceptionHandler(Commands::report)
                .setExecutionStrategy(parsed -> new CommandLine.RunLast().execute(parsed));
    }

    private static int execute(CommandLine line, PrintWriter out, PrintWriter err, String... args) {
        return line.setOut(out).setErr(err).execute(args);
    }

    private static int report(Exception e, CommandLine line, CommandLine.ParseResult arguments) {
        line.getErr().println("ublk: " + e.getMessage());
        if (Boolean.getBoolean("blkunit.ublk.trace")) e.printStackTrace(line.getErr());
        return CommandLine.ExitCode.SOFTWARE;
    }
}
