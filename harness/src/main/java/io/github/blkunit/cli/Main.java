package io.github.blkunit.cli;

import io.github.blkunit.vm.MachineFault;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line's entry point. */
@Command(name = "blkunit", mixinStandardHelpOptions = true,
        description = "Tests Linux block drivers in virtual machines.",
        subcommands = {DoctorCommand.class, RunCommand.class, ShellCommand.class, ReportCommand.class, BenchCommand.class,
                SelftestsCommand.class, StartupCommand.class, PerfCommand.class, JmhCommand.class})
public final class Main implements Runnable {
    /** What blkunit itself failed in, as opposed to the command that it ran. */
    static final int FAILED = 125;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /** Runs a command and exits with its status. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler(Main::failed);
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command");
    }

    /** What users can do something about is one line; a stack trace is for what should not happen. */
    private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
        PrintWriter err = line.getErr();
        switch (failure) {
            case MachineFault fault -> err.println("blkunit: " + fault.getMessage());
            case IllegalArgumentException wrong -> err.println("blkunit: " + wrong.getMessage());
            case java.nio.file.FileSystemException file -> err.println("blkunit: " + file);
            case java.io.IOException unreadable -> err.println("blkunit: " + unreadable.getMessage());
            case InterruptedException stopped -> err.println("blkunit: interrupted");
            default -> throw failure;
        }
        err.flush();
        return FAILED;
    }
}
