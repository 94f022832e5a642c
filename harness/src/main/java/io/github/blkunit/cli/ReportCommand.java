package io.github.blkunit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the tests of a finished Maven run as a tree, from Surefire's XML, and where the artefacts are. */
@Command(name = "report", mixinStandardHelpOptions = true,
        description = "Print the tests of a finished Maven run as a tree, and where their artefacts are.")
final class ReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TARGET", description = "the build folder of the project, e.g. target")
    private Path target = Path.of("target");
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<TestReport> reports = read();
        if (reports.isEmpty()) {
            spec.commandLine().getErr().println("no test report below " + target.toAbsolutePath() + ": run mvn verify first");
            return 1;
        }
        boolean failed = false;
        for (TestReport report : reports) {
            out.println(report.className());
            for (int i = 0; i < report.cases().size(); i++) {
                TestReport.Case test = report.cases().get(i);
                String branch = i == report.cases().size() - 1 ? "`- " : "+- ";
                out.printf("%s%-7s %s (%.3f s)%s%n", branch, test.status().word(), test.name(), test.seconds(),
                        test.message().isEmpty() ? "" : ": " + test.message());
                failed |= test.status() == TestReport.Status.FAILED;
            }
        }
        Path artefacts = target.resolve("blkunit");
        if (Files.isDirectory(artefacts)) {
            out.println("artefacts: " + artefacts.toAbsolutePath().normalize());
        }
        out.flush();
        return failed ? 1 : 0;
    }

    private List<TestReport> read() throws IOException {
        List<TestReport> reports = new ArrayList<>();
        for (String folder : List.of("surefire-reports", "failsafe-reports")) {
            Path reportFolder = target.resolve(folder);
            if (!Files.isDirectory(reportFolder)) {
                continue;
            }
            List<Path> files;
            try (Stream<Path> found = Files.list(reportFolder)) {
                files = found.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml")).sorted().toList();
            }
            for (Path file : files) {
                reports.add(TestReport.read(file));
            }
        }
        return reports;
    }
}
