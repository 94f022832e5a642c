package io.github.blkunit.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Performance: ratios of two drivers or two builds, measured now, with a verdict. */
@Command(name = "perf", mixinStandardHelpOptions = true,
        description = "Compare two drivers, or two builds of one, in pairs over fresh boots, and judge the ratio.",
        subcommands = {PerfRunCommand.class, PerfCompareCommand.class, PerfHistoryCommand.class, PerfExplainCommand.class},
        footer = {"",
                "Exit status of run and compare: 0 passed, inconclusive or advisory, 1 slower than allowed, 2 inconclusive with --strict,",
                "3 no verdict since conditions were bad, 125 blkunit itself failed."})
final class PerfCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name a command: run, compare, history or explain");
    }
}
