package io.github.blkunit.ublk.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ublk recover TARGET}. */
@Command(name = "recover",
        description = "Takes over a recoverable device whose server has died, and serves it until SIGTERM or SIGINT.",
        mixinStandardHelpOptions = true, synopsisSubcommandLabel = "TARGET", subcommands = {RecoverNullCommand.class,
                RecoverLoopCommand.class})
final class RecoverCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a target is needed, for example `recover null --id 0`");
    }
}
