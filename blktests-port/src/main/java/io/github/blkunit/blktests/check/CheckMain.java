package io.github.blkunit.blktests.check;

import picocli.CommandLine;

/** The command line's entry point. */
public final class CheckMain {
    private static final int FAILED = 1;

    private CheckMain() {}

    /** Runs the command and exits with its status. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new CheckCommand());
        line.setExecutionExceptionHandler(CheckMain::failed);
        return line;
    }

    /** What users can do something about is one line; a stack trace is for what should not happen. */
    private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
        if (!(failure instanceof IllegalArgumentException) && !(failure instanceof java.io.IOException)) { throw failure; }
        line.getErr().println("blkunit: " + failure.getMessage());
        line.getErr().flush();
        return FAILED;
    }
}
