package io.github.blkunit.ublkserver;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Kernel modules of the guest. */
final class Modules {
    private Modules() {}

    static void loadUblk() throws IOException, InterruptedException { modprobe("ublk_drv"); }

    static void unloadUblk() throws IOException, InterruptedException { modprobe("-r", "ublk_drv"); }

    private static void modprobe(String... words) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of("modprobe"), Stream.of(words)).toList();
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) throw new IOException(command + " failed: status=" + status);
    }
}
