package io.github.blkunit.cli;

import io.github.blkunit.bench.BenchCell;
import io.github.blkunit.bench.BenchReport;
import io.github.blkunit.bench.Round;
import io.github.blkunit.vm.MachineFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the ublk server in Java against the kernel's. */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measure the ublk server in Java against the kernel's (kublk): alternating rounds in one VM, ratio with interval for each cell.",
        footer = {"",
                "The whole matrix: --modes map,user_copy,zero_copy,auto_reg,batch --block-sizes 4k,64k,512k --depths 1,32,128 --jobs 1,2"})
final class BenchCommand implements Callable<Integer> {
    @Mixin
    private VmOptions vm = new VmOptions();
    @Option(names = "--kublk", paramLabel = "DIR", required = true, description = "what ublk-driver/src/main/kublk/build.sh made")
    private Path kublk = Path.of("target/kublk");
    @Option(names = "--modes", split = ",", description = "default ${DEFAULT-VALUE}", defaultValue = "map,user_copy")
    private List<String> modes = List.of();
    @Option(names = "--block-sizes", split = ",", description = "default ${DEFAULT-VALUE}", defaultValue = "4k")
    private List<String> blockSizes = List.of();
    @Option(names = "--depths", split = ",", description = "default ${DEFAULT-VALUE}", defaultValue = "1,32")
    private List<Integer> depths = List.of();
    @Option(names = "--jobs", split = ",", description = "jobs, and queues; default ${DEFAULT-VALUE}", defaultValue = "1")
    private List<Integer> jobs = List.of();
    @Option(names = "--rounds", description = "pairs for each cell, 6 at least for an interval of 95 %; default ${DEFAULT-VALUE}",
            defaultValue = "8")
    private int rounds;
    @Option(names = "--seconds", description = "of each run of fio; default ${DEFAULT-VALUE}", defaultValue = "1")
    private int seconds;
    @Option(names = "--into", paramLabel = "DIR",
            description = "where table, JSON, plot and the raw lines go, default ${DEFAULT-VALUE}",
            defaultValue = "target/bench/ublk")
    private Path into = Path.of("target/bench/ublk");

    @Override
    public Integer call() throws MachineFault, InterruptedException, IOException {
        List<BenchCell> cells = BenchCell.matrix(modes, blockSizes, depths, jobs);
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(rounds), Integer.toString(seconds)));
        for (BenchCell cell : cells) arguments.add(cell.word());
        List<String> lines = new ArrayList<>();
        Files.createDirectories(into);
        int status = new KublkGuest(kublk, vm.settings(), into.resolve("machine")).run("bench.sh", arguments, line -> {
            lines.add(line);
            System.err.println(line);
        });
        Files.write(into.resolve("rounds.jsonl"), lines);
        Map<String, String> about = new LinkedHashMap<>();
        about.put("rounds", rounds + " of " + seconds + " s for each cell and server, alternating, one machine");
        about.put("host CPUs", Integer.toString(Runtime.getRuntime().availableProcessors()));
        about.put("kublk", Files.readString(kublk.resolve("version")).strip());
        List<Round> measured = BenchReport.rounds(lines);
        BenchReport.write(into, measured, about);
        System.out.print(Files.readString(into.resolve("bench.md")));
        System.out.println("\ndata and plot: " + into);
        if (status == 0 && measured.size() < 2 * rounds * cells.size()) {
            System.err.println("rounds are missing: wanted=" + 2 * rounds * cells.size() + ", measured=" + measured.size()
                    + "; see what the guest said");
            return 1;
        }
        return status;
    }
}
