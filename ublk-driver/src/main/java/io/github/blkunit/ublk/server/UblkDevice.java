package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.ublk.control.DeviceInfo;
import io.github.blkunit.ublk.control.DeviceRequest;
import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.SystemCallException;
import io.github.blkunit.ublk.sys.UblkException;
import io.github.blkunit.ublk.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A live disk and the threads that serve it, from {@link #start} to {@link #close}. Threads: any; several devices may live in one process.
 *
 * <p>The end has one order: stop (the kernel ends every tag) → the queue threads leave and unmap → the character device is closed → delete. Deleting earlier
 * would wait for ever.
 */
public final class UblkDevice implements AutoCloseable {
    private static final Duration ARM_LIMIT = Duration.ofSeconds(20);
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(30);
    private static final Duration END_LIMIT = Duration.ofSeconds(20);

    private final ControlDevice control;
    private final DeviceInfo info;
    private final List<QueueThread> queues = new ArrayList<>();
    private @Nullable CharacterDevice character;
    private boolean closed;

    private UblkDevice(ControlDevice control, DeviceInfo info) {
        this.control = control;
        this.info = info;
    }

    /**
     * Makes a disk and serves it. Returns when {@code /dev/ublkbN} is there; leaves nothing behind if that fails.
     *
     * @throws UblkException when the kernel refuses or grants less than was asked for
     */
    public static UblkDevice start(Target target, ServerOptions options) throws InterruptedException {
        ControlDevice control = ControlDevice.open();
        UblkDevice device;
        try {
            device = new UblkDevice(control, control.add(request(control, target, options)));
        } catch (RuntimeException e) {
            control.close();
            throw e;
        }
        try {
            Granted.check(options, device.info);
            device.control.setParameters(device.info.id(), target.geometry());
            device.serve(target, options.traced());
            device.control.start(device.info.id(), ProcessHandle.current().pid());
            Nodes.await(device.info.disk());
            return device;
        } catch (RuntimeException | InterruptedException e) {
            device.closeAfter(e);
            throw e;
        }
    }

    private static DeviceRequest request(ControlDevice control, Target target, ServerOptions options) {
        DeviceRequest request = new DeviceRequest(options.id(), options.queues(), options.depth(), target.geometry().maxRequest(),
                options.features());
        Granted.checkSupport(options.dataMode(), control.features());
        return request;
    }

    /**
     * Takes over a recoverable device whose server has died. Returns when the disk is served again.
     *
     * @param target must have the geometry of the dead server's; the disk keeps its own
     * @throws UblkException when there is no such device, or it is not waiting for a recovery
     */
    public static UblkDevice recover(Target target, int id) throws InterruptedException {
        ControlDevice control = ControlDevice.open();
        UblkDevice device;
        try {
            device = new UblkDevice(control, control.info(id));
            startRecovery(control, id);
        } catch (RuntimeException | InterruptedException e) {
            control.close();
            throw e;
        }
        try {
            device.serve(target, false);
            control.endRecovery(id, ProcessHandle.current().pid());
            return device;
        } catch (RuntimeException | InterruptedException e) {
            device.closeAfter(e);
            throw e;
        }
    }

    /** The dead server may need a moment until the kernel has let go of all that it held. */
    private static void startRecovery(ControlDevice control, int id) throws InterruptedException {
        Deadline deadline = Deadline.in(RECOVERY_LIMIT);
        while (true) {
            try {
                control.startRecovery(id);
                return;
            } catch (SystemCallException e) {
                if (!e.errno().equals(Errno.EBUSY) || !deadline.pause()) throw e;
            }
        }
    }

    private void serve(Target target, boolean traced) throws InterruptedException {
        CharacterDevice opened = CharacterDevice.open(info);
        character = opened;
        for (int queue = 0; queue < info.queues(); queue++)
            queues.add(QueueThread.start(new QueueSpec(info.id(), queue, info.depth(), info.maxRequest(), opened.fd(),
                    control.queueAffinity(info.id(), queue), target, traced)));
        for (QueueThread queue : queues) awaitArmed(queue);
    }

    private static void awaitArmed(QueueThread queue) throws InterruptedException {
        try {
            queue.awaitArmed(ARM_LIMIT);
        } catch (ExecutionException e) {
            throw new UblkException("a queue could not be served: thread=" + queue.name() + ", reason=" + e.getCause(), e
                    .getCause());
        } catch (TimeoutException e) {
            throw new UblkException("a queue was not ready within " + ARM_LIMIT.toSeconds() + " s: thread=" + queue.name(), e);
        }
    }

    /** {@return what the kernel granted} */
    public DeviceInfo info() { return info; }

    /** {@return completes when any queue has ended, by {@link #close}, by another process or by a failure; then close} */
    public CompletableFuture<?> ended() {
        return CompletableFuture.anyOf(queues.stream().map(QueueThread::ended).toArray(CompletableFuture[]::new));
    }

    /**
     * Stops and deletes the device. A second call does nothing.
     *
     * @throws UblkException with everything that went wrong on the way, target failures included
     */
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        Ending ending = new Ending();
        ending.step(() -> control.stop(info.id()));
        boolean left = true;
        for (QueueThread queue : queues) left &= ending.succeeds(() -> awaitEnd(queue));
        CharacterDevice opened = character;
        if (left && opened != null) ending.step(opened::close);
        if (left) ending.step(() -> control.delete(info.id())); // with a thread still in the kernel it would wait for ever
        ending.step(control::close);
        ending.rethrow("device " + info.id() + " did not end cleanly");
    }

    private static void awaitEnd(QueueThread queue) {
        try {
            QueueReport report = queue.ended().get(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            Throwable failure = report.firstFailure();
            if (failure != null)
                throw new QueueFailure(queue.name() + ": requests failed by exceptions=" + report.failures(), failure);
        } catch (ExecutionException e) {
            throw new QueueFailure(queue.name() + " died", e.getCause());
        } catch (TimeoutException e) {
            throw new UblkException(queue.name() + " did not end within " + END_LIMIT.toSeconds()
                    + " s after the stop; the device is left as it is", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UblkException(queue.name() + ": interrupted while waiting for its end; the device is left as it is", e);
        }
    }

    private void closeAfter(Exception cause) {
        try {
            close();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }
}
