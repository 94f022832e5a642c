package io.github.blkunit.cli;

import io.github.blkunit.bench.BenchCell;
import io.github.blkunit.bench.BenchReport;
import io.github.blkunit.bench.RoundFile;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.Machines;
import io.github.blkunit.vm.VirtualTime;
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
    @Option(names = "--rounds",
            description = "pairs for each cell, 6 at least for an interval of 95 %%; default ${DEFAULT-VALUE}",
            defaultValue = "8")
    private int rounds;
    @Option(names = "--milliseconds", description = "of each run of fio, by the guest's clock; default ${DEFAULT-VALUE}",
            defaultValue = "400")
    private int milliseconds;
    @Option(names = "--resume",
            description = "go on with what is in the folder: only cells whose rounds are not all there are measured")
    private boolean resume;
    @Option(names = "--into", paramLabel = "DIR",
            description = "where table, JSON, plot and the raw lines go, default ${DEFAULT-VALUE}",
            defaultValue = "target/bench/ublk")
    private Path into = Path.of("target/bench/ublk");

    @Override
    public Integer call() throws MachineFault, InterruptedException, IOException {
        List<BenchCell> cells = BenchCell.matrix(modes, blockSizes, depths, jobs);
        Files.createDirectories(into);
        RoundFile kept = new RoundFile(into.resolve("rounds.jsonl"));
        if (!resume) kept.clear();
        List<BenchCell> missing = kept.missing(cells, rounds);
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(rounds), Integer.toString(milliseconds)));
        for (BenchCell cell : missing) arguments.add(cell.word());
        int status = 0;
        try {
            if (!missing.isEmpty()) {
                status = new KublkGuest(kublk, vm.settings(), into.resolve("machine"), VirtualTime.INSTRUCTIONS).run("bench.sh",
                        arguments, line -> {
                            kept.add(line);
                            System.err.println(line);
                        });
            }
        } finally {
            report(kept); // what was measured until a machine died is worth as much as before
        }
        missing = kept.missing(cells, rounds);
        if (status == 0 && !missing.isEmpty()) {
            System.err.println("rounds are missing: cells=" + missing + "; see what the guest said, then go on with --resume");
            return 1;
        }
        return status;
    }

    private void report(RoundFile kept) throws IOException, MachineFault, InterruptedException {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("rounds", rounds + " of " + milliseconds + " ms for each cell and server, alternating");
        about.put("machine", new Machines(vm.settings()).bundleDescription().replaceFirst(", in .*", ""));
        about.putAll(kept.about());
        about.put("kublk", Files.readString(kublk.resolve("version")).strip());
        BenchReport.write(into, kept.rounds(), about);
        System.out.print(Files.readString(into.resolve("bench.md")));
        System.out.println("\ndata and plot: " + into);
    }
}
