package io.github.blkunit.ublkserver;

import io.github.blkunit.TimeScale;
import io.github.blkunit.driver.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A {@link FileServer} in a JVM of its own. */
record ServerProcess(Process process, Path log) implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** Has the server begin. Returns when the disk is served. */
    ServerProcess serve() throws IOException, InterruptedException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        await(FileServer.READY);
        return this;
    }

    /** Returns when the server has said this. */
    void await(String line) throws IOException, InterruptedException {
        Await.<IOException>until(TimeScale.deadline(LIMIT), () -> !process.isAlive() || said(line));
        if (!said(line))
            throw new IOException("the server has not said '" + line + "': alive=" + process.isAlive() + "\n" + Files.readString(
                    log));
    }

    boolean said(String line) throws IOException { return Files.readString(log).lines().anyMatch(each -> each.startsWith(line)); }

    /** {@return what the server has said so far, and what its threads do now if it is alive} */
    String state() throws IOException, InterruptedException {
        if (process.isAlive()) {
            new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid())).inheritIO().start().waitFor();
            Await.<IOException>until(TimeScale.deadline(LIMIT), () -> !process.isAlive() || Files.readString(log).contains(
                    "JNI global refs"));
        }
        return "alive=" + process.isAlive() + "\n" + Files.readString(log);
    }

    void kill() throws InterruptedException { process.destroyForcibly().waitFor(); }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
