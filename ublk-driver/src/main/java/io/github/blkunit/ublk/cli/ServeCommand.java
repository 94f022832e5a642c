package io.github.blkunit.ublk.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ublk serve TARGET}. */
@Command(name = "serve", description = "Makes a device and serves it until SIGTERM or SIGINT.", mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "TARGET", subcommands = {ServeNullCommand.class, ServeLoopCommand.class})
final class ServeCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a target is needed, for example `serve null`");
    }
}
