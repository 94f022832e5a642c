package io.github.blkunit.ublk.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code ublk}: serve, list, recover and delete ublk devices. Exit status 0 = done, 1 = failed with one line on standard error, 2 = wrong usage.
 *
 * <p>Suggested for the virtual machine: {@code -XX:+UseSerialGC -Xmx64m -XX:-UsePerfData --enable-native-access=ALL-UNNAMED}. One collector thread and no
 * mapped statistics file; requests allocate nothing once the second compiler has seen them, so leave it on: {@code -XX:TieredStopAtLevel=1} starts no
 * faster under emulation and costs 40 bytes per system call. {@code -Dblkunit.ublk.trace=true} adds stack traces to failures.
 */
@Command(name = "ublk", description = "Serves, lists and deletes ublk block devices.", mixinStandardHelpOptions = true,
        version = "blkunit ublk 0.1.0",
        synopsisSubcommandLabel = "COMMAND", subcommands = {ServeCommand.class, RecoverCommand.class, FeaturesCommand.class,
                ListCommand.class,
                DeleteCommand.class, DoctorCommand.class, OrphansCommand.class})
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** Runs one command and ends the process with its status. */
    public static void main(String[] args) {
        System.exit(execute(writer(System.out), writer(System.err), args));
    }

    private static PrintWriter writer(PrintStream stream) { return new PrintWriter(stream, true, stream.charset()); }

    /** The usual command is taken out of the tree: building the others' models would double the parser's part of the start-up time. */
    static int execute(PrintWriter out, PrintWriter err, String... args) {
        boolean serveNull = args.length > 2 && args[0].equals("serve") && args[1].equals("null");
        return serveNull ? execute(new ServeNullCommand(), out, err, Arrays.copyOfRange(args, 2, args.length)) : execute(
                new Main(), out, err, args);
    }

    private static int execute(Object command, PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(command).setOut(out).setErr(err).setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Main::report)
                .execute(args);
    }

    @Override
    public void run() { throw new CommandLine.ParameterException(spec.commandLine(), "a command is needed"); }

    private static int report(Exception e, CommandLine line, CommandLine.ParseResult arguments) {
        line.getErr().println("ublk: " + e.getMessage());
        if (Boolean.getBoolean("blkunit.ublk.trace")) e.printStackTrace(line.getErr());
        return CommandLine.ExitCode.SOFTWARE;
    }
}
