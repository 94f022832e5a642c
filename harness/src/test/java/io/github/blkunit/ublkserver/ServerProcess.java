package io.github.blkunit.ublkserver;

import io.github.blkunit.TimeScale;
import io.github.blkunit.driver.Await;
import io.github.blkunit.ublk.server.UblkDevice;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A {@link FileServer} in a JVM of its own. */
record ServerProcess(Process process, Path log) implements AutoCloseable {
    private static final Duration READY = Duration.ofMinutes(1);

    /** Returns when the disk is served. */
    static ServerProcess start(FileServer.How how, Path file, Path logs) throws IOException, InterruptedException,
            URISyntaxException {
        Path log = Files.createTempFile(logs, "server", ".log");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xmx64m",
                "--enable-native-access=ALL-UNNAMED", "-cp", place(FileServer.class) + ":" + place(UblkDevice.class),
                FileServer.class.getName(), how.name(),
                file.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        ServerProcess server = new ServerProcess(process, log);
        Await.<IOException>until(TimeScale.deadline(READY), () -> !process.isAlive() || server.said("ready "));
        if (!server.said("ready "))
            throw new IOException("the server is not ready: " + how + ", alive=" + process.isAlive() + "\n" + Files.readString(
                    log));
        return server;
    }

    private static String place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    boolean said(String line) throws IOException { return Files.readString(log).lines().anyMatch(each -> each.startsWith(line)); }

    void kill() throws InterruptedException { process.destroyForcibly().waitFor(); }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
