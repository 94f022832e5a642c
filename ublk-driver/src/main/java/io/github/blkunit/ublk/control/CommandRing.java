package io.github.blkunit.ublk.control;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.SystemCallException;
import io.github.blkunit.ublk.sys.UblkException;
import io.github.blkunit.ublk.uapi.io_uring_sqe;
import io.github.blkunit.ublk.uring.IoUring;
import io.github.blkunit.ublk.uring.SubmissionQueue;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** Runs control commands, one at a time; a command that did not end in time may end later and is then ignored. */
final class CommandRing implements AutoCloseable {
    private static final byte URING_CMD = (byte) io.github.blkunit.ublk.uapi.IoUring.IORING_OP_URING_CMD();

    private final IoUring ring;
    private final int fd;
    private final ReentrantLock lock = new ReentrantLock();
    private long lastSequence;
    private boolean ended;
    private int result;

    CommandRing(IoUring ring, int fd) {
        this.ring = ring;
        this.fd = fd;
    }

    /** {@return the command's result, 0 or more} */
    int run(CommandCall call, Duration limit) {
        lock.lock();
        try {
            submit(call);
            await(call, limit);
            if (!Errno.isError(result)) return result;
            Errno errno = Errno.of(result);
            throw new SystemCallException(call.command().name(), call.toString(), errno, Cure.of(call.command(), errno));
        } finally {
            lock.unlock();
        }
    }

    private void submit(CommandCall call) {
        SubmissionQueue submissions = ring.submissions();
        int slot = submissions.claim();
        if (slot == SubmissionQueue.FULL)
            throw new UblkException("the control ring is full: ring=" + ring + ", command=" + call.command());
        ended = false;
        lastSequence++;
        io_uring_sqe.opcode(submissions.slot(slot), URING_CMD);
        io_uring_sqe.fd(submissions.slot(slot), fd);
        io_uring_sqe.cmd_op(submissions.slot(slot), call.command().number());
        io_uring_sqe.user_data(submissions.slot(slot), lastSequence);
        call.write(submissions.command(slot));
    }

    private void await(CommandCall call, Duration limit) {
        long start = System.nanoTime();
        while (!ended) {
            Duration left = limit.minusNanos(System.nanoTime() - start);
            if (left.isNegative()) {
                call.abandon();
                throw new UblkException(call.command() + " did not return within " + limit.toSeconds() + " s: " + call
                        + ", kernel="
                        + System.getProperty("os.version") + hint(call.command()));
            }
            ring.submitAndWait(1, left);
            ring.completions().drain(this::completed);
        }
    }

    private static String hint(Command command) {
        return switch (command) {
            case ADD_DEV -> "; some kernels (6.17, 6.18.4, 6.18.5) crash in it: look at `dmesg`";
            case DEL_DEV -> "; something still holds the device: an open /dev/ublkbN or a mount, perhaps in another namespace";
            case START_DEV, END_USER_RECOVERY -> "; not every tag was fetched";
            case QUIESCE_DEV -> "; the server holds a request that it does not answer";
            default -> "";
        };
    }

    private void completed(long sequence, int commandResult, int flags) {
        if (sequence != lastSequence) return; // of a command that was given up earlier
        ended = true;
        result = commandResult;
    }

    @Override
    public void close() { ring.close(); }
}
