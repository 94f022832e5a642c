package io.github.blkunit.cli;

import io.github.blkunit.vm.MachineFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.commons.statistics.descriptive.Median;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how long the commands of the ublk server in Java take to start, against the kernel's. */
@Command(name = "startup", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measure how long commands of the ublk server in Java and of the kernel's (kublk) take from start to end, in turn in one VM.")
final class StartupCommand implements Callable<Integer> {
    @Mixin
    private VmOptions vm = new VmOptions();
    @Option(names = "--kublk", paramLabel = "DIR", required = true, description = "what ublk-driver/src/main/kublk/build.sh made")
    private Path kublk = Path.of("target/kublk");
    @Option(names = "--rounds", description = "default ${DEFAULT-VALUE}", defaultValue = "5")
    private int rounds;
    @Option(names = "--into", paramLabel = "DIR", description = "for the machine's files, default ${DEFAULT-VALUE}",
            defaultValue = "target/bench/startup")
    private Path into = Path.of("target/bench/startup");

    @Override
    public Integer call() throws MachineFault, InterruptedException, IOException {
        Map<String, List<Double>> times = new TreeMap<>();
        int status = new KublkGuest(kublk, vm.settings(), into).run("startup.sh", List.of(Integer.toString(rounds)), line -> {
            String[] words = line.split(" ", -1);
            if (words.length == 4 && words[0].equals("STARTUP"))
                times.computeIfAbsent(words[2] + " | " + words[1], key -> new ArrayList<>()).add(Double.valueOf(words[3]));
            else
                System.err.println(line);
        });
        System.out.println("| command | server | median ms | smallest | largest |\n|---|---|---|---|---|");
        times.forEach((key, all) -> {
            double[] values = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            System.out.printf(Locale.ROOT, "| %s | %.0f | %.0f | %.0f |%n", key, Median.withDefaults().evaluate(values.clone()),
                    values[0], values[values.length - 1]);
        });
        return status;
    }
}
