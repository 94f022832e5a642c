package io.github.blkunit.cli;

import io.github.blkunit.vm.MachineFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the kernel's ublk self-tests with both servers. */
@Command(name = "selftests", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Run the kernel's ublk self-tests unchanged, with its own test server and with ours in its place, each in a fresh VM.",
        footer = {"", "Exit status 1: a script that passes with the kernel's server does not pass with ours."})
final class SelftestsCommand implements Callable<Integer> {
    @Mixin
    private VmOptions vm = new VmOptions();
    @Option(names = "--kublk", paramLabel = "DIR", required = true, description = "what ublk-driver/src/main/kublk/build.sh made")
    private Path kublk = Path.of("target/kublk");
    @Option(names = "--only", split = ",", description = "theirs, ours or both (default)", defaultValue = "theirs,ours")
    private List<String> servers = List.of();
    @Option(names = "--scripts", paramLabel = "PATTERN", description = "default ${DEFAULT-VALUE}", defaultValue = "test_*_*.sh")
    private String scripts = "";
    @Option(names = "--seconds", description = "limit of each script, default ${DEFAULT-VALUE}", defaultValue = "300")
    private int seconds;
    @Option(names = "--into", paramLabel = "DIR",
            description = "where the results are kept from run to run, default ${DEFAULT-VALUE}",
            defaultValue = "target/selftests")
    private Path into = Path.of("target/selftests");
    @Option(names = "--table", paramLabel = "FILE", description = "where the table goes, default ${DEFAULT-VALUE}",
            defaultValue = "docs/ublk-selftests.md")
    private Path table = Path.of("docs/ublk-selftests.md");

    @Override
    public Integer call() throws MachineFault, InterruptedException, IOException {
        Files.createDirectories(into);
        for (String server : servers) {
            Path results = into.resolve(server + ".txt"); // the last result of a script counts, so a run can be resumed
            new KublkGuest(kublk, vm.settings(), into.resolve("machine-" + server)).run("selftests.sh", List.of(server, Integer
                    .toString(seconds), scripts),
                    line -> {
                        append(results, line);
                        System.err.println(line);
                    });
        }
        SelftestTable results = SelftestTable.read(into);
        Files.writeString(table, results.markdown(Files.readString(kublk.resolve("version")).strip()));
        System.out.print(results.markdown(""));
        return results.isAsGood() ? 0 : 1;
    }

    private static void append(Path results, String line) {
        try {
            Files.writeString(results, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("a result cannot be kept: " + line, e);
        }
    }
}
