package io.github.blkunit.blktests.faults;

import io.github.blkunit.Device;
import io.github.blkunit.blktests.faults.Sabotage.Deed;
import io.github.blkunit.blktests.support.Folders;
import io.github.blkunit.driver.DeviceMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What goes wrong on the machine for a test of group block. */
final class Deeds {
    private static final Path NULL_DISKS = Path.of("/sys/kernel/config/nullb");
    private static final Path DISKS = Path.of("/sys/block");
    private static final Path SCSI = Path.of("/sys/bus/pseudo/drivers/scsi_debug");
    private static final Path GROUP = Path.of("/sys/fs/cgroup/blktests");
    private static final Path TRACES = Path.of("/sys/kernel/debug/block");

    /** Package of the ublk server's main classes. */
    private static final String SERVER = "io.github.blkunit.ublk.cli.";

    private Deeds() {}

    /** The one for an id, started; nothing is done for the others. */
    static AutoCloseable of(String id) throws IOException {
        return switch (id) {
            case "001" -> new Sabotage(nothingIsFoundAgain());
            case "002" -> new Sabotage(Deeds::theFoldersOfTracesStay);
            case "006", "015", "016", "020", "023", "035", "046" -> new Sabotage(_ -> everyNullDisk("badblocks", "+0-1000"));
            case "009" -> new Sabotage(_ -> theLastSectorIsOverwritten("sd"));
            case "028" -> new Sabotage(_ -> theFirstSectorIsOverwritten());
            case "031" -> new Sabotage(_ -> theLastSectorIsOverwritten("nullb"));
            case "010" -> Setting.changed("/proc/sys/fs/aio-max-nr", "1");
            case "017", "018", "024" -> new Sabotage(_ -> everyQueue("nullb", "iostats", "0"));
            case "021" -> new Sabotage(_ -> everyQueue("nullb", "nr_requests", "4"));
            case "022", "038" -> new Sabotage(_ -> nullDisksAreRemoved());
            case "030", "045", "047" -> new Sabotage(_ -> nullDisksAreRemovedAfter(0));
            case "014", "029", "040" -> new Sabotage(_ -> nullDisksAreRemovedAfter(100));
            case "025" -> new Sabotage(_ -> everyQueue("sd", "discard_max_bytes", "0"));
            case "027", "037" -> new Sabotage(_ -> disksGoOnceThereIsTheGroup());
            case "032" -> new Sabotage(Deeds::theFileSystemIsHeld);
            case "033" -> new Sabotage(_ -> serversAreKilled());
            case "034" -> new Sabotage(memoryIsLost());
            case "036" -> Setting.changed("/sys/kernel/debug/fail_make_request/interval", "1000000");
            case "039" -> new Sabotage(Deeds::nullDisksAreClaimed);
            case "044" -> new Sabotage(_ -> rulesAreRemoved());
            default -> () -> {};
        };
    }

    /** A value that is put back. */
    private record Setting(Path file, String before) implements AutoCloseable {
        static Setting changed(String name, String value) throws IOException {
            Path file = Path.of(name);
            Setting setting = new Setting(file, Files.readString(file).strip());
            Files.writeString(file, value);
            return setting;
        }

        @Override
        public void close() throws IOException { Files.writeString(file, before); }
    }

    private static void everyNullDisk(String attribute, String value) throws IOException {
        for (Path disk : Folders.folders(NULL_DISKS, "*")) { Files.writeString(disk.resolve(attribute), value); }
    }

    private static void everyQueue(String disks, String attribute, String value) throws IOException {
        for (Path disk : Folders.folders(DISKS, disks + "*")) {
            Files.writeString(disk.resolve("queue").resolve(attribute), value);
        }
    }

    private static void nullDisksAreRemoved() throws IOException {
        for (Path disk : Folders.folders(NULL_DISKS, "*")) { Files.deleteIfExists(disk); }
    }

    /** Once they have served that many reads or writes. */
    private static void nullDisksAreRemovedAfter(long requests) throws IOException {
        for (Path disk : Folders.folders(DISKS, "nullb*")) {
            if (served(disk) >= requests) { Files.deleteIfExists(NULL_DISKS.resolve(disk.getFileName())); }
        }
    }

    private static long served(Path disk) throws IOException {
        String[] stat = Files.readString(disk.resolve("stat")).strip().split("\\s+", -1);
        return Long.parseLong(stat[0]) + Long.parseLong(stat[4]);
    }

    /** BLKBSZSET wants a disk for itself. */
    private static void nullDisksAreClaimed(List<AutoCloseable> held) throws Exception {
        if (!held.isEmpty()) { return; }
        for (Path disk : Folders.folders(DISKS, "nullb*")) {
            held.add(DeviceMapper.linear(Device.at(Path.of("/dev").resolve(disk.getFileName()))).create());
        }
    }

    /** From the first time that a device is missing on. */
    private static Deed nothingIsFoundAgain() {
        int[] most = {0};
        return _ -> {
            int devices = Folders.folders(Path.of("/sys/bus/scsi/devices"), "[0-9]*:*").size();
            most[0] = Math.max(most[0], devices);
            if (most[0] >= 4 && devices < most[0] && Files.exists(SCSI)) { Files.writeString(SCSI.resolve("no_lun_0"), "1"); }
        };
    }

    private static void disksGoOnceThereIsTheGroup() throws IOException {
        if (!Files.exists(GROUP)) { return; }
        for (Path device : Folders.folders(Path.of("/sys/bus/scsi/devices"), "[0-9]*:*")) {
            Files.writeString(device.resolve("delete"), "1");
        }
    }

    /** A folder of the same name lies above them. */
    private static void theFoldersOfTracesStay(List<AutoCloseable> held) throws IOException, InterruptedException {
        if (!held.isEmpty()) { return; }
        for (Path disk : Folders.folders(TRACES, "sd*")) {
            if (!Files.exists(disk.resolve("trace0"))) { continue; }
            run("mount", "-t", "tmpfs", "none", TRACES.toString());
            held.add(() -> run("umount", TRACES.toString()));
            Files.createDirectory(disk);
        }
    }

    private static void rulesAreRemoved() throws IOException {
        for (Path disk : Folders.folders(TRACES, "sd*")) { Files.writeString(disk.resolve("error_injection"), "removeall"); }
    }

    private static void theLastSectorIsOverwritten(String disks) throws IOException {
        for (Path disk : Folders.folders(DISKS, disks + "*")) {
            overwrite(disk, Long.parseLong(Files.readString(disk.resolve("size")).strip()) - 1);
        }
    }

    /** Not all the time: udev looks at a disk after each. */
    private static void theFirstSectorIsOverwritten() throws IOException, InterruptedException {
        Thread.sleep(200);
        for (Path disk : Folders.folders(DISKS, "sd*")) { overwrite(disk, 0); }
    }

    private static void overwrite(Path disk, long at) throws IOException {
        byte[] sector = new byte[512];
        Arrays.fill(sector, (byte) 0x5A);
        try (var node = FileChannel.open(Path.of("/dev").resolve(disk.getFileName()), StandardOpenOption.WRITE)) {
            node.write(ByteBuffer.wrap(sector), at * sector.length);
            node.force(true);
        }
    }

    @SuppressWarnings("StreamResourceLeak") // held is closed
    private static void theFileSystemIsHeld(List<AutoCloseable> held) throws IOException {
        if (!held.isEmpty()) { return; }
        for (String mount : Files.readAllLines(Path.of("/proc/self/mounts"))) {
            List<String> words = List.of(mount.split(" ", 4));
            if (!words.get(2).equals("xfs")) { continue; }
            held.add(() -> run("umount", words.get(1))); // which the test could not do
            held.add(Files.newDirectoryStream(Path.of(words.get(1))));
        }
    }

    private static void serversAreKilled() throws IOException {
        for (Path disk : Folders.folders(DISKS, "ublkb*")) {
            if (served(disk) > 100) {
                ProcessHandle.allProcesses().filter(Deeds::isServer).forEach(ProcessHandle::destroyForcibly);
            }
        }
    }

    private static boolean isServer(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline")).contains(SERVER);
        } catch (IOException gone) {
            return false;
        }
    }

    /** 60 MiB each time that null_blk is loaded. */
    private static Deed memoryIsLost() {
        boolean[] lost = {false};
        return held -> {
            boolean there = Files.exists(DISKS.resolve("nullb0"));
            if (there && !lost[0]) {
                Path file = Files.createTempFile(Path.of("/dev/shm"), "lost", "");
                held.add(() -> Files.delete(file));
                Files.write(file, new byte[60 << 20]);
            }
            lost[0] = there;
        };
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("failed: command=" + List.of(command));
        }
    }
}
