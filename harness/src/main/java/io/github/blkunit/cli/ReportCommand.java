package io.github.blkunit.cli;

import io.github.blkunit.report.Overview;
import io.github.blkunit.report.TestReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the tests of a finished Maven run as a tree, from Surefire's XML, and writes the page that links everything. */
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
        List<TestReport> reports = TestReport.in(target);
        Path artefacts = target.resolve("blkunit");
        boolean measured = Files.isDirectory(artefacts) || Files.exists(target.resolve("bench/jmh.json"));
        if (reports.isEmpty() && !measured) {
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
        if (measured) {
            out.println("artefacts: " + artefacts.toAbsolutePath().normalize());
            out.println("all in one page: " + Overview.write(target));
        }
        out.flush();
        return failed ? 1 : 0;
    }
}
