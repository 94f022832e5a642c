package io.github.blkunit.ublk.cli.kublk;

import io.github.blkunit.ublk.server.DataMode;
import io.github.blkunit.ublk.server.Recovery;
import io.github.blkunit.ublk.server.Threads;
import io.github.blkunit.ublk.sys.OpenFile;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code add} and {@code recover} are asked to serve, checked: the same limits and the same mixtures refused as in
 * the original.
 */
final class ServeSettings {
    private static final int MAX_QUEUES = 32;
    private static final int MAX_DEPTH = 1024;
    private static final int MAX_FILES = 4;

    private final Arguments arguments;
    private final int queues;
    private final int depth;

    ServeSettings(Arguments arguments) {
        this.arguments = arguments;
        this.queues = arguments.number(Option.QUEUES, 2, 1, MAX_QUEUES);
        this.depth = arguments.number(Option.DEPTH, 128, 1, MAX_DEPTH);
        if (arguments.text(Option.TYPE) == null) throw new UsageException("a target is needed: " + Option.TYPE);
        if (arguments.files().size() > MAX_FILES) throw new UsageException("too many backing files: " + arguments.files());
        checkDataModes();
        checkThreads();
        checkIntegrity();
    }

    private void checkDataModes() {
        boolean fallback = arguments.has(Option.AUTO_ZC_FALLBACK);
        boolean zeroCopy = arguments.has(Option.ZERO_COPY);
        boolean auto = arguments.has(Option.AUTO_ZC);
        if (fallback && !(zeroCopy && auto))
            throw new UsageException(Option.AUTO_ZC_FALLBACK + " needs " + Option.ZERO_COPY + " and " + Option.AUTO_ZC);
        long modes = List.of(arguments.has(Option.GET_DATA), arguments.has(Option.USER_COPY), zeroCopy, auto).stream().filter(
                on -> on).count();
        if (modes > 1 && !fallback) throw new UsageException("too many data copy modes: " + arguments.values().keySet());
        if (arguments.has(Option.ROTATE_AUTO_BUF) && !(auto && arguments.has(Option.BATCH)))
            throw new UsageException(Option.ROTATE_AUTO_BUF + " needs " + Option.BATCH + " and " + Option.AUTO_ZC);
    }

    private void checkThreads() {
        boolean perIo = arguments.has(Option.PER_IO_TASKS);
        boolean batch = arguments.has(Option.BATCH);
        if (perIo && batch) throw new UsageException(Option.PER_IO_TASKS + " excludes " + Option.BATCH);
        if (!perIo && !batch && threadCount() != queues)
            throw new UsageException(Option.NTHREADS + " must equal the queues, or " + Option.PER_IO_TASKS + " or " + Option.BATCH
                    + " be given: threads="
                    + threadCount() + ", queues=" + queues);
        if (batch && arguments.has(Option.AUTO_ZC) && threadCount() > queues)
            throw new UsageException(Option.BATCH + " with " + Option.AUTO_ZC + " has no more threads than queues: threads="
                    + threadCount());
    }

    private void checkIntegrity() {
        boolean on = arguments.has(Option.METADATA_SIZE);
        for (Option option : List.of(Option.INTEGRITY_CAPABLE, Option.INTEGRITY_REFTAG, Option.PI_OFFSET, Option.CSUM_TYPE,
                Option.TAG_SIZE))
            if (arguments.has(option) && !on) throw new UsageException(option + " needs " + Option.METADATA_SIZE);
        if (on && !arguments.has(Option.USER_COPY)) throw new UsageException(Option.METADATA_SIZE + " needs " + Option.USER_COPY);
    }

    Arguments arguments() { return arguments; }

    int queues() { return queues; }

    int depth() { return depth; }

    /** {@return the device's number, or −1 for the kernel's choice} */
    int id() {
        return arguments.number(Option.NUMBER, -1, -1, (1 << 20) - 1);
    }

    private int threadCount() {
        int count = arguments.number(Option.NTHREADS, 0, 0, MAX_QUEUES);
        return count == 0 ? queues : count;
    }

    /** {@return which thread serves what, if the kernel grants so many queues} */
    Threads threads(int granted) {
        if (arguments.has(Option.PER_IO_TASKS)) return new Threads.PerTag(threadCount());
        // In batches a queue is one thread's: further ones would have nothing to do.
        if (arguments.has(Option.BATCH) && threadCount() < granted) return new Threads.PerQueues(threadCount());
        return new Threads.PerQueue();
    }

    /** {@return how bytes travel} */
    DataMode dataMode() {
        DataMode plain = plainDataMode();
        return arguments.has(Option.BATCH) ? new DataMode.Batched(plain) : plain;
    }

    private DataMode plainDataMode() {
        String shared = arguments.text(Option.HTLB);
        if (shared != null && arguments.has(Option.SHMEM_ZC)) return sharedMemory(Path.of(shared));
        if (arguments.has(Option.AUTO_ZC)) return new DataMode.AutoRegistered();
        if (arguments.has(Option.ZERO_COPY)) return new DataMode.ZeroCopy();
        if (arguments.has(Option.USER_COPY)) return new DataMode.UserCopy();
        if (arguments.has(Option.GET_DATA)) return new DataMode.NeedGetData();
        return new DataMode.Mapped();
    }

    /** Stays open until the process ends. */
    private static DataMode sharedMemory(Path path) {
        OpenFile file = OpenFile.of(path, OpenFile.Caching.CACHED);
        return new DataMode.SharedMemory(file.fd(), file.size());
    }

    Recovery recovery() {
        if (arguments.on(Option.RECOVERY_REISSUE)) return Recovery.REISSUE;
        if (arguments.on(Option.RECOVERY_FAIL_IO)) return Recovery.FAIL_ALL;
        return arguments.on(Option.RECOVERY) ? Recovery.FAIL_HELD : Recovery.NONE;
    }
}
