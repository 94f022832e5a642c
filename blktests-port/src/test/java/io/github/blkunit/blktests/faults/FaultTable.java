package io.github.blkunit.blktests.faults;

import io.github.blkunit.blktests.faults.Planted.Where;
import java.util.List;

/** One planted fault for every ported test. {@code docs/blktests-faults.md} has it with what the failures said. */
final class FaultTable {
    private static final String PCI = "a PCI disk is needed";
    private static final String NVME = "an NVMe disk with metadata apart from the data is needed";

    static final List<Planted> ROWS = List.of( //
            block("001", "the hosts do not find their devices", "not all devices came"), //
            block("002", "the traced disk's debugfs folder stays", "is gone with its disk"), //
            device("003", "fio"), //
            device("004", "fio"), //
            device("005", "fio"), //
            block("006", "every block is bad", "fio"), //
            device("007", "fio"), //
            device("008", "fio"), //
            block("009", "somebody else writes to the disk", "first byte that is not zero"), //
            block("010", "no asynchronous I/O left (`aio-max-nr`)", "fio"), //
            new Planted("block/011", "–", PCI, Where.NOWHERE), //
            device("012", "EIO (5)"), //
            instrumented("014", "somebody removes the disk", "ENO"), //
            instrumented("015", "every block is bad", "fio"), //
            block("016", "every block is bad", "EIO"), //
            block("017", "no accounting (`queue/iostats`)", "a read is pending"), //
            block("018", "no accounting (`queue/iostats`)", "after a read"), //
            new Planted("block/019", "–", PCI, Where.NOWHERE), //
            block("020", "every block is bad", "fio"), //
            block("021", "somebody else sets the depth", "nr_requests"), //
            block("022", "somebody removes the disks", "a worker failed"), //
            block("023", "every block is bad", "EIO"), //
            block("024", "no accounting (`queue/iostats`)", "after the reads"), //
            block("025", "discards are switched off", "BLKDISCARD"), //
            block("027", "the disks go before", "failed: E"), //
            block("028", "somebody else writes to the disk", "first byte that differs"), //
            block("029", "somebody removes the disk", "ENO"), //
            instrumented("030", "somebody removes the disk", "ENO"), //
            block("031", "somebody else writes to the disk", "fio"), //
            block("032", "a folder of the file system is open", "busy"), //
            block("033", "the server is killed", "failed: E"), //
            block("034", "60 MiB are lost per round", "rounds after which memory was missing"), //
            block("035", "every block is bad", "fio"), //
            instrumented("036", "only every millionth request is made to fail", "BLKRRPART while every request fails"), //
            block("037", "the disk goes before", "ENODEV"), //
            block("038", "somebody removes the disk", "a worker failed"), //
            block("039", "somebody else has claimed the disk", "EBUSY"), //
            block("040", "somebody removes the disk", "ENO"), //
            new Planted("block/041", "–", NVME + ", and fio 3.40", Where.NOWHERE), //
            device("042", "EIO"), //
            new Planted("block/043", "–", NVME, Where.NOWHERE), //
            instrumented("044", "somebody removes the rules", "a write that a rule names"), //
            block("045", "somebody removes the disk", ""), //
            block("046", "every block is bad", "failed"), //
            block("047", "somebody removes the disk", "queue/scheduler"), //
            loop("001", "partitions are not scanned", "in sysfs while attached"), //
            loop("002", "the block size does not change", "expected: 4096"), //
            slowLoop("003", "a device that is slow to open", "5000 times opening and closing"), //
            loop("004", "direct I/O is not switched on", "loop/dio"), //
            loop("005", "a null pointer is taken", "into nothing"), //
            slowLoop("006", "the file cannot be changed", "changes of the file below"), //
            loop("007", "the file shrinks under the file system", "size after a new look at it"), //
            slowLoop("008", "the device is read-only", "not permitted"), //
            loop("009", "partitions are not scanned", "came; all events"), //
            slowLoop("010", "attaching fails", "times attached"), //
            slowLoop("011", "the disk below can zero ranges", "the kernel's complaints"), //
            new Planted("loop/012", "–", "systemd 259 is needed", Where.NOWHERE), //
            loop("013", "the file is not detached", "after detaching"), //
            ublk("001", "the device is not deleted", "the server ends when its device is deleted"), //
            ublk("002", "the device waits for another server after the crash", "state after SIGKILL"), //
            ublk("003", "the target keeps nothing", ""), //
            ublk("004", "the device is not deleted", "the node"), //
            ublk("005", "the device dies with its server", "state after SIGKILL"), //
            ublk("006", "the device is not deleted", "the node"));

    private FaultTable() {}

    /** What one place plants. */
    static List<Planted> in(Where where) {
        return ROWS.stream().filter(row -> row.where() == where).toList();
    }

    private static Planted block(String number, String fault, String said) {
        return new Planted("block/" + number, fault, said, Where.BLOCK);
    }

    private static Planted instrumented(String number, String fault, String said) {
        return new Planted("block/" + number, fault, said, Where.INSTRUMENTED);
    }

    private static Planted device(String number, String said) {
        return new Planted("block/" + number, "every block of the given device is bad", said, Where.DEVICE);
    }

    private static Planted loop(String number, String fault, String said) {
        return new Planted("loop/" + number, fault, said, Where.LOOP);
    }

    private static Planted slowLoop(String number, String fault, String said) {
        return new Planted("loop/" + number, fault, said, Where.LOOP_SLOW);
    }

    private static Planted ublk(String number, String fault, String said) {
        return new Planted("ublk/" + number, fault, said, Where.UBLK);
    }
}
