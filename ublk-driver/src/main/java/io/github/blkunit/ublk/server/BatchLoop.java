package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.UblkException;
import io.github.blkunit.ublk.uring.CompletionHandler;
import io.github.blkunit.ublk.uring.IoUring;

/** Serves one thread's queues in batches (Linux 7.0): requests arrive and answers leave many at a time; between that all is as in {@link ServerLoop}. */
final class BatchLoop implements CompletionHandler, TagLoop {
    private static final int ABORT = -Errno.ENODEV.number();
    private static final int FULL = -Errno.ENOBUFS.number();
    private static final int MORE = io.github.blkunit.ublk.uapi.IoUring.IORING_CQE_F_MORE();

    private final IoUring ring;
    private final BatchQueue[] queues;
    private final ServerLoop serving;
    private int unprepared;

    BatchLoop(IoUring ring, BatchQueue[] queues, ServerLoop serving) {
        this.ring = ring;
        this.queues = queues;
        this.serving = serving;
    }

    @Override
    public void fetchAll() {
        serving.listen();
        unprepared = queues.length;
        for (BatchQueue queue : queues) {
            ring.registerBufferRing(queue.arrivals());
            queue.prepare();
        }
        while (unprepared > 0)
            turn();
        for (BatchQueue queue : queues) queue.fetch();
        ring.submit();
        ring.completions().drain(this); // a refusal is there at once
    }

    @Override
    public void run() {
        while (!isOver())
            turn();
        ring.submit(); // an answer that the kernel was too busy to take before it ended the queue
    }

    private void turn() {
        for (BatchQueue queue : queues) queue.flush();
        ring.submitAndWait(1);
        ring.completions().drain(this);
    }

    private boolean isOver() {
        for (BatchQueue queue : queues) if (!queue.isOver()) return false;
        return true;
    }

    @Override
    public void completed(long userData, int result, int flags) {
        int index = UserData.index(userData);
        switch (UserData.kind(userData)) {
            case UserData.BATCH_FETCH -> arrived(queues[index], result, flags);
            case UserData.BATCH_COMMIT -> queues[BatchQueue.ordinalOf(index)].committed(index, result);
            case UserData.BATCH_PREPARE -> {
                queues[BatchQueue.ordinalOf(index)].prepared(result);
                unprepared--;
            }
            case UserData.LONE_ANSWER -> throw new UblkException("the kernel refused an answer: errno=" + Errno.of(result)
                    + ", " + serving.slot(index));
            default -> serving.completed(userData, result, flags);
        }
    }

    private void arrived(BatchQueue queue, int result, int flags) {
        if (result == ABORT) {
            serving.ending();
            queue.abort();
            return;
        }
        if (Errno.isError(result) && result != FULL)
            throw new UblkException("the kernel refused to fetch in batches: errno=" + Errno.of(result));
        if (result > 0) {
            int from = queue.arrivals().filled(result);
            for (int at = from; at < from + result; at += Short.BYTES) serving.arrived(queue.arrived(at));
        }
        if ((flags & MORE) == 0) queue.fetch();
    }
}
