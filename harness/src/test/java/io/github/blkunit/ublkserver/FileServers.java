package io.github.blkunit.ublkserver;

import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.ublk.control.DevicePaths;
import io.github.blkunit.ublk.server.UblkDevice;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts processes that serve the same file.
 *
 * @param folder for their logs
 * @param options of their JVMs
 */
record FileServers(Path file, Path folder, List<String> options) {
    /** Without {@code --enable-native-access}, which only saves a warning and would switch a part of the class cache off. */
    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx64m", "-XX:-UsePerfData");

    FileServers(Path file, Path folder) { this(file, folder, OPTIONS); }

    /** Has one server serve for a moment, so that hundreds of others find the classes that it loaded: they start in a fraction of the time. */
    FileServers rehearsed() throws IOException, InterruptedException, URISyntaxException {
        Path cache = folder.resolve("server.aot");
        ServerProcess first = with("-XX:AOTCacheOutput=" + cache).standingBy(FileServer.How.START);
        try (first) {
            first.serve();
            try (InputStream disk = Files.newInputStream(Path.of(DevicePaths.disk(FileServer.ID)))) {
                disk.readNBytes(1 << 20);
            }
            try (ControlDevice control = ControlDevice.open()) {
                control.stop(FileServer.ID); // the server ends, and deletes its device
            }
            first.process().waitFor();
        }
        if (!Files.exists(cache)) throw new IOException("the server left no class cache:\n" + Files.readString(first.log()));
        return with("-XX:AOTCache=" + cache).with("-Xint"); // such a server is killed before compiled code has paid for itself
    }

    private FileServers with(String option) {
        List<String> more = new ArrayList<>(options);
        more.add(option);
        return new FileServers(file, folder, List.copyOf(more));
    }

    /** Returns when the process only waits to be told to serve. */
    ServerProcess standingBy(FileServer.How how) throws IOException, InterruptedException, URISyntaxException {
        Path log = Files.createTempFile(folder, "server", ".log");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", place(FileServer.class) + ":" + place(UblkDevice.class), FileServer.class.getName(), how
                .name(), file.toString()));
        ServerProcess server = new ServerProcess(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log
                .toFile()).start(), log);
        server.await(FileServer.STANDING_BY);
        return server;
    }

    private static String place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }
}
