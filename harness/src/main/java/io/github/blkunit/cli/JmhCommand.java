package io.github.blkunit.cli;

import io.github.blkunit.report.JmhResult;
import io.github.blkunit.report.Overview;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.Machines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** JMH benchmarks in a machine, where io_uring and the kernel are those of the tests. */
@Command(name = "jmh", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Run JMH benchmarks in a fresh VM; their results join target/blkunit/index.html.")
final class JmhCommand implements Callable<Integer> {
    private static final int CPUS = 4;
    /** JMH's own output goes to standard error: standard output is the results. */
    private static final String SCRIPT = "java --enable-native-access=ALL-UNNAMED -cp '/run/blkunit/agent/*' org.openjdk.jmh.Main"
            + " -prof gc -foe true \"$@\" -rf json -rff /tmp/jmh.json >&2 && cat /tmp/jmh.json";

    @Mixin
    private VmOptions vm = new VmOptions();
    @Option(names = "--benchmarks", paramLabel = "PATHS", required = true, split = ":",
            description = "class path with the benchmarks, what they need, and JMH")
    private List<Path> benchmarks = List.of();
    @Option(names = "--target", paramLabel = "DIR", defaultValue = "target",
            description = "results go to DIR/blkunit/jmh.json; default ${DEFAULT-VALUE}")
    private Path target = Path.of("target");
    @Parameters(paramLabel = "JMH-OPTION", arity = "0..*", description = "for JMH, after --; -l lists the benchmarks")
    private List<String> options = List.of();

    @Override
    public Integer call() throws MachineFault, InterruptedException, IOException {
        List<Path> places = new ArrayList<>();
        for (Path place : benchmarks) { places.add(place.toAbsolutePath().normalize()); }
        List<String> command = new ArrayList<>(List.of("bash", "-c", SCRIPT, "jmh"));
        command.addAll(options);
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        int status;
        try (PrintStream out = new PrintStream(results, true, StandardCharsets.UTF_8)) {
            status = new GuestCommand(new Machines(vm.settings()), InputStream.nullInputStream(), out, System.err, target.resolve(
                    "blkunit/jmh")).run(new GuestWork(command, CPUS, places));
        }
        if (status != 0 || results.size() == 0) { return status; } // it has said why, or was only asked for a list
        Path file = target.resolve("blkunit/jmh.json");
        Files.write(file, results.toByteArray());
        for (JmhResult result : JmhResult.read(file)) {
            System.out.printf(java.util.Locale.ROOT, "%-50s %-20s %12.3f %s%n", result.name(), result.parameters(), result
                    .score(), result
                            .unit());
        }
        System.out.println("all in one page: " + Overview.write(target));
        return 0;
    }
}
