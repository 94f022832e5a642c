package io.github.blkunit.blktests.faults;

import io.github.blkunit.ByteSize;
import io.github.blkunit.Device;
import io.github.blkunit.blktests.subject.KernelLoops;
import io.github.blkunit.blktests.subject.LoopDisk;
import io.github.blkunit.blktests.subject.LoopFlag;
import io.github.blkunit.blktests.subject.Loops;
import io.github.blkunit.driver.DriverException;
import io.github.blkunit.driver.KernelModule;
import io.github.blkunit.driver.ScsiDebug;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;

/** The kernel's loop driver with one fault for each test of group loop. */
public final class FaultyLoops implements Loops {
    private final Loops sound = new KernelLoops();

    /** For {@code blkunit.blktests.loops}. */
    public FaultyLoops() throws DriverException, InterruptedException {}

    @Override
    public Device free() throws IOException {
        return PlantedFaults.at("loop003") ? SlowDisk.node() : sound.free();
    }

    @Override
    public LoopDisk attach(Device node, Path file, LoopFlag... flags) throws IOException {
        if (PlantedFaults.at("loop010") && PlantedFaults.again()) { throw refused("LOOP_CONFIGURE"); }
        Path backing = PlantedFaults.at("loop011") ? SlowDisk.node().path() : file;
        return new Faulty(sound.attach(node, backing, changed(flags)), file);
    }

    private static LoopFlag[] changed(LoopFlag... flags) {
        if (PlantedFaults.at("loop001") || PlantedFaults.at("loop009")) {
            return Arrays.stream(flags).filter(flag -> flag != LoopFlag.SCAN_PARTITIONS).toArray(LoopFlag[]::new);
        }
        return PlantedFaults.at("loop008") ? new LoopFlag[] {LoopFlag.READ_ONLY} : flags;
    }

    private static IOException refused(String call) { return new IOException(call + " refused: planted"); }

    /** A SCSI disk that takes its time, some 10 ms to open, and can zero ranges. */
    private static final class SlowDisk {
        static Device node() throws IOException {
            try {
                new KernelModule("sd_mod").load(); // udev, which would, may be paused
                return PlantedFaults.keep(ScsiDebug.module().size(ByteSize.mib(32)).removable().thinProvisioned().delayJiffies(3)
                        .load()).device();
            } catch (DriverException e) {
                throw new IOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    private record Faulty(LoopDisk disk, Path file) implements LoopDisk {
        @Override
        public Device device() { return disk.device(); }

        @Override
        public void blockSize(int bytes) throws IOException {
            if (!PlantedFaults.at("loop002")) { disk.blockSize(bytes); }
        }

        @Override
        public void directIo(boolean on) throws IOException {
            if (!PlantedFaults.at("loop004")) { disk.directIo(on); }
        }

        @Override
        public void changeFile(Path other) throws IOException {
            if (PlantedFaults.at("loop006")) { throw refused("LOOP_CHANGE_FD"); }
            disk.changeFile(other);
        }

        @Override
        public void refreshCapacity() throws IOException {
            if (PlantedFaults.at("loop007")) {
                try (var image = new RandomAccessFile(file.toFile(), "rw")) {
                    image.setLength(image.length() / 2);
                }
            }
            disk.refreshCapacity();
        }

        @Override
        public void statusIntoNothing(StatusForm form) throws IOException {
            if (!PlantedFaults.at("loop005")) { disk.statusIntoNothing(form); }
        }

        @Override
        public void clear() throws IOException { disk.clear(); }

        @Override
        public void detach() throws IOException {
            if (!PlantedFaults.at("loop013")) { disk.detach(); }
        }

        @Override
        public void close() throws IOException { disk.close(); }
    }
}
