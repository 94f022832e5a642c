package io.github.blkunit.ublkserver;

import java.io.IOException;

/** Kernel modules of the guest. */
final class Modules {
    private Modules() {}

    static void loadUblk() throws IOException, InterruptedException {
        int status = new ProcessBuilder("modprobe", "ublk_drv").inheritIO().start().waitFor();
        if (status != 0) throw new IOException("modprobe ublk_drv failed: status=" + status);
    }
}
