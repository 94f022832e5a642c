package io.github.blkunit.ublk.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
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
        System.exit(new Commands().execute(writer(System.out), writer(System.err), args));
    }

    private static PrintWriter writer(PrintStream stream) { return new PrintWriter(stream, true, stream.charset()); }

    @Override
    public void run() { throw new CommandLine.ParameterException(spec.commandLine(), "a command is needed"); }
}
