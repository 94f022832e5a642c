package io.github.blkunit.cli;

import io.github.blkunit.perf.archive.RunArchive;
import io.github.blkunit.report.Explanation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says in words how a run came to its verdict. */
@Command(name = "explain", mixinStandardHelpOptions = true, description = "Say, figure by figure, how a run came to its verdict.")
final class PerfExplainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "a run's JSON, e.g. target/blkunit/perf/run.json")
    private Path run = Path.of("run.json");
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        spec.commandLine().getOut().println(Explanation.of(RunArchive.read(run)));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
