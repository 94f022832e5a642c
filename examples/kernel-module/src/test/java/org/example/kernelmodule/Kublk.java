package org.example.kernelmodule;

import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.Driver;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.RunningDriver;
import io.github.blkunit.driver.UblkCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/** Brings up the kernel's own ublk test server on a file, as any other program that serves a device. It travels with the test class path (profile {@code kublk}). */
public final class Kublk implements Driver {
    @Override
    public String name() { return "kublk"; }

    @Override
    public RunningDriver up(DeviceConfiguration configuration) throws DriverException, InterruptedException {
        try {
            Path program = program();
            Path backing = Files.createTempFile("kublk-", ".img");
            try (RandomAccessFile file = new RandomAccessFile(backing.toFile(), "rw")) {
                file.setLength(configuration.size().bytes());
            }
            return UblkCommand.start(List.of(program.toString(), "add", "-t", "loop", "-q", Integer.toString(configuration.queues()), "-d", Integer.toString(
                    configuration.depth()), backing.toString()));
        } catch (IOException e) {
            throw new DriverException("kublk cannot be prepared: " + e.getMessage(), e);
        }
    }

    private static Path program() throws IOException {
        try (InputStream in = Objects.requireNonNull(Kublk.class.getResourceAsStream("/kublk"), "no kublk on the class path: mvn verify -Pkublk")) {
            Path program = Files.createTempFile("kublk-", "");
            Files.copy(in, program, StandardCopyOption.REPLACE_EXISTING);
            if (!program.toFile().setExecutable(true)) throw new IOException("cannot be made executable: " + program);
            return program;
        }
    }
}
