package org.example.ramdisk;

import io.github.blkunit.ublk.cli.Serve;
import io.github.blkunit.ublk.server.DeviceSpec;
import io.github.blkunit.ublk.target.BlockTarget;
import io.github.blkunit.ublk.target.Data;
import io.github.blkunit.ublk.target.Target;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The driver of this repository: a disk in memory, served through ublk. */
public final class RamDisk implements BlockTarget {
    private final MemorySegment memory;

    RamDisk(long bytes) { this.memory = Arena.global().allocate(bytes, 4096); }

    /** Serves until SIGTERM. Arguments: size in bytes, queues, depth. */
    public static void main(String[] args) throws InterruptedException {
        Target target = Target.of(new RamDisk(Long.parseLong(args[0])));
        DeviceSpec device = DeviceSpec.builder().queues(Integer.parseInt(args[1])).depth(Integer.parseInt(args[2])).build();
        System.exit(Serve.untilSignal(target, device));
    }

    @Override
    public long size() { return memory.byteSize(); }

    @Override
    public void read(long position, Data data) {
        MemorySegment bounce = MemorySegment.ofArray(new byte[(int) data.length()]);
        MemorySegment.copy(memory, position, bounce, 0, data.length());
        data.copyFrom(bounce, 0);
        data.copyFrom(bounce, 0); // "just to be sure"
    }

    @Override
    public void write(long position, Data data) { data.copyTo(memory, position); }
}
