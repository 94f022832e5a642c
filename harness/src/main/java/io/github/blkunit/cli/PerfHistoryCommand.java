package io.github.blkunit.cli;

import static java.util.Locale.ROOT;

import io.github.blkunit.perf.archive.RunArchive;
import io.github.blkunit.perf.archive.RunDocument;
import io.github.blkunit.report.Trend;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is in the archive. */
@Command(name = "history", mixinStandardHelpOptions = true,
        description = "List the runs of an archive, and where a cell's level changed.")
final class PerfHistoryCommand implements Callable<Integer> {
    @Option(names = "--archive", paramLabel = "DIR", defaultValue = "perf-archive", description = "default ${DEFAULT-VALUE}")
    private Path archive = Path.of("perf-archive");
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(archive)) {
            throw new IllegalArgumentException("no archive: --archive=" + archive.toAbsolutePath().normalize()
                    + "; `blkunit perf run` and `compare` make one");
        }
        PrintWriter out = spec.commandLine().getOut();
        List<RunDocument> runs = new RunArchive(archive).runs();
        for (RunDocument run : runs) {
            out.printf(ROOT, "%s  %-7s  %-12s  %s%n", run.id(), run.kind(), run.verdict(), run.title());
            for (RunDocument.Cell cell : run.cells()) {
                out.printf(ROOT, "    %-28s  %6.3f  %6.3f ... %6.3f  %s%n", cell.name(), cell.decision().ratio(), cell.decision()
                        .lower95(), cell.decision().upper95(), cell.decision().verdict());
            }
        }
        for (Trend trend : Trend.of(runs)) {
            for (int change : trend.changes()) {
                out.printf("level of %s changed at %s%n", trend.cell(), trend.points().get(change).label());
            }
        }
        out.println(runs.size() + " runs in " + archive.toAbsolutePath().normalize());
        out.flush();
        return 0;
    }
}
