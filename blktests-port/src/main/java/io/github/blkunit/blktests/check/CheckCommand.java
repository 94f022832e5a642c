package io.github.blkunit.blktests.check;

import io.github.blkunit.TimeScale;
import io.github.blkunit.blktests.support.Timeout;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./blkunit check}. */
@Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false, exitCodeOnInvalidInput = 1,
        description = "Run ported blktests, in a VM unless told otherwise. Without names: all of them.",
        footer = {"", "Examples: check block ublk/003 loop        check --quick --device null_blk block",
                "          check --launcher none --device /dev/nvme0n1 block     (on this machine, as root; the data is lost)",
                "Exit status: 0 if nothing failed (what could not run does not count), 1 if a test, the device or the machine did."})
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "GROUP|ID", arity = "0..*", description = "groups (block, loop, ublk) and ids (block/003)")
    private List<String> names = List.of();
    @Option(names = {"-x", "--exclude"}, paramLabel = "GROUP|ID", description = "leave out; may be repeated")
    private List<String> excluded = List.of();
    @Option(names = {"-X", "--exclude-file"}, paramLabel = "FILE",
            description = "leave out what the file lists, one per line, # starts a comment")
    private List<Path> excludeFiles = List.of();
    @Option(names = {"-q", "--quick"}, paramLabel = "SECONDS", arity = "0..1", fallbackValue = "30",
            preprocessor = OnlyAttached.class,
            description = "only tests that are short or have a time limit, which becomes SECONDS (30)")
    private @Nullable Integer quick;
    @Option(names = "--timeout", paramLabel = "SECONDS", description = "time limit of the tests that have one")
    private @Nullable Integer timeout;
    @Option(names = {"-d", "--device-only"}, description = "only tests against the given device")
    private boolean deviceOnly;
    @Option(names = "--device", paramLabel = "DEVICE",
            description = "what the tests against a given device get: ublk-java (default), null_blk, scsi_debug, loop, a driver's class, or a node; may be repeated")
    private List<String> devices = List.of(ChosenDriver.DEFAULT);
    @Option(names = {"-o", "--output"}, paramLabel = "DIR", description = "results folder, default ${DEFAULT-VALUE}")
    private Path output = Path.of("results");
    @Option(names = "--repeat", paramLabel = "N", description = "run everything N times, each time in a fresh machine")
    private int repeat = 1;
    @Option(names = "--twice", description = "run everything twice in one machine: the second time on what the first has left")
    private boolean twice;
    @Option(names = "--each-alone", description = "a fresh machine for every id")
    private boolean eachAlone;
    @Option(names = "--shuffle", paramLabel = "SEED", arity = "0..1", fallbackValue = "", preprocessor = OnlyAttached.class,
            description = "in random order, which is told and can be repeated")
    private @Nullable String seed;
    @Option(names = "--list", description = "print what would run, and run nothing")
    private boolean list;
    @Option(names = "--compare", paramLabel = "DIR",
            description = "run nothing; compare the results folder with another one, such as upstream's")
    private @Nullable Path compared;
    @Mixin
    private MachineOptions machine = new MachineOptions();
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (compared != null) { return Comparison.of(output, compared).print(out) ? 0 : 1; }
        List<PortedTest> catalogue = Catalogue.of(CheckedTests.class);
        Choice choice = new Choice(names, allExcluded(), quick != null, deviceOnly);
        choice.unknown(catalogue).forEach(name -> warn("no such group or test: " + name));
        List<PortedTest> tests = choice.from(catalogue);
        devices.forEach(ChosenDriver::checked);
        if (list) {
            tests.forEach(test -> out.printf("%-12s %-7s %s%n", test.id(), test.quick() ? "quick" : test.timed() ? "timed" : "",
                    test
                            .description()));
            out.flush();
            return 0;
        }
        if (tests.isEmpty()) { throw new IllegalArgumentException("no test is left to run"); }
        return run(tests, out) ? 0 : 1;
    }

    private boolean run(List<PortedTest> tests, PrintWriter out) throws IOException {
        Files.createDirectories(output);
        if (seed != null) {
            seed = seed.isEmpty() ? Long.toString(System.nanoTime() / 1000) : seed;
            warn("the order is that of --shuffle=" + seed);
        }
        ResultTree tree = new ResultTree(output.toAbsolutePath());
        ResultPrinter printer = new ResultPrinter(out, isTerminal());
        List<Recorder> recorders = new ArrayList<>();
        long start = System.nanoTime();
        for (int round = 0; round < repeat; round++) {
            for (String device : devices) {
                // Tests that bring their own devices need no second run with another given one.
                List<PortedTest> now = device.equals(devices.getFirst()) ? tests : tests.stream().filter(PortedTest::givenDevice)
                        .toList();
                Recorder recorder = new Recorder(printer, tree, device);
                recorders.add(recorder);
                JunitRun junit = new JunitRun(twice ? CheckedTwice.class : CheckedTests.class, parameters(device));
                for (List<PortedTest> together : eachAlone ? now.stream().map(List::of).toList() : List.of(now)) {
                    if (!together.isEmpty()) { junit.of(together, new CheckListener(together, device, recorder)); }
                }
            }
        }
        return Summary.of(recorders, System.nanoTime() - start).print(out);
    }

    private Map<String, String> parameters(String device) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(DeviceChoice.PARAMETER, device);
        parameters.put("blkunit.output", "false");
        parameters.put("blkunit.artefacts", output.toAbsolutePath().resolve("machines").toString());
        parameters.put("junit.jupiter.testmethod.order.default", "org.junit.jupiter.api.MethodOrderer$" + (seed == null
                ? "MethodName"
                : "Random"));
        if (seed != null) { parameters.put("junit.jupiter.execution.order.random.seed", seed); }
        Integer seconds = timeout != null ? timeout : quick;
        if (seconds != null) { parameters.put(Timeout.PROPERTY, seconds.toString()); }
        String scale = System.getProperty(TimeScale.PROPERTY);
        if (scale != null) { parameters.put(TimeScale.PROPERTY, scale); }
        parameters.putAll(machine.parameters());
        return parameters;
    }

    private Set<String> allExcluded() throws IOException {
        Set<String> all = new LinkedHashSet<>(excluded);
        for (Path file : excludeFiles) {
            Files.readAllLines(file).stream().map(line -> line.replaceFirst("#.*", "").strip()).filter(line -> !line.isEmpty())
                    .forEach(all::add);
        }
        return all;
    }

    private void warn(String what) {
        spec.commandLine().getErr().println("blkunit: " + what);
        spec.commandLine().getErr().flush();
    }

    /** There may be no console at all where output goes to a file. */
    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
}
