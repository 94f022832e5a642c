package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.control.ControlDevice;
import io.github.blkunit.ublk.control.DeviceInfo;
import io.github.blkunit.ublk.control.DeviceRequest;
import io.github.blkunit.ublk.control.DeviceState;
import io.github.blkunit.ublk.control.Feature;
import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.SystemCallException;
import io.github.blkunit.ublk.sys.UblkException;
import io.github.blkunit.ublk.target.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A live disk and the threads that serve it, from {@link #start} to one of its endings. Threads: any; several devices may live in one process.
 *
 * <h2>Endings</h2>
 * <ul>
 * <li>{@link #close}: stop and delete. Stop (the kernel ends every tag) → the threads leave and unmap → the character device is closed → delete. Deleting earlier
 * would wait for ever.
 * <li>{@link #detach}: the disk stays, its requests wait, and the next server {@linkplain #recover recovers} it.
 * <li>{@link #takeOver} by another process: this one's {@link #ended} completes, and {@link #close} then leaves the disk to the other.
 * <li>death: the kernel cleans up, and what becomes of the disk is said by {@link Recovery}.
 * </ul>
 */
public final class UblkDevice implements AutoCloseable {
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(30);

    private final ControlDevice control;
    private final DeviceInfo info;
    private final DataMode dataMode;
    private final List<Downgrade> downgrades;
    private final Servers servers;
    private boolean over;

    private UblkDevice(ControlDevice control, DeviceInfo info, Target target, DeviceSpec spec, DataMode dataMode, List<
            Downgrade> downgrades) {
        this.control = control;
        this.info = info;
        this.dataMode = dataMode;
        this.downgrades = downgrades;
        this.servers = new Servers(control, info, target, spec, dataMode);
    }

    /**
     * Makes a disk and serves it. Returns when {@code /dev/ublkbN} is there; leaves nothing behind if that fails.
     *
     * @throws UblkException when the kernel refuses or grants less than was asked for
     */
    public static UblkDevice start(Target target, DeviceSpec spec) throws InterruptedException {
        ControlDevice control = ControlDevice.open();
        UblkDevice device;
        try {
            Negotiation negotiated = Negotiation.of(spec, target, control.features());
            DeviceInfo info = control.add(new DeviceRequest(spec.id(), spec.queues(), spec.depth(), spec.maxRequest(), negotiated
                    .features()));
            device = new UblkDevice(control, info, target, spec, negotiated.mode(), negotiated.downgrades());
        } catch (RuntimeException e) {
            control.close();
            throw e;
        }
        try {
            Granted.check(spec, device.dataMode, device.info);
            control.setParameters(device.id(), target.geometry(), device.info.maxRequest());
            device.servers.start();
            control.start(device.id(), ProcessHandle.current().pid());
            Nodes.await(device.info.disk());
            return device;
        } catch (RuntimeException | InterruptedException e) {
            device.closeAfter(e);
            throw e;
        }
    }

    /** As {@link #recover(Target, int, DeviceSpec)}, with one thread per queue. */
    public static UblkDevice recover(Target target, int id) throws InterruptedException {
        return recover(target, id, DeviceSpec.builder().build());
    }

    /**
     * Takes over a recoverable device whose server has died or detached. Returns when the disk is served again. Linux 6.1, and the version of the {@link Recovery}
     * that the device was made with.
     *
     * @param target must have the geometry of the former server's; the disk keeps its own
     * @param spec only threads, memory, tracing and overdue count, and shared memory; the rest is as the device was made
     * @throws UblkException when there is no such device, or it is not waiting for a recovery
     */
    public static UblkDevice recover(Target target, int id, DeviceSpec spec) throws InterruptedException {
        return recover(ControlDevice.open(), target, id, spec, RECOVERY_LIMIT);
    }

    /**
     * Takes a live device over from the process that serves it, without an I/O error: requests wait meanwhile. That process sees its {@link #ended} complete and
     * must {@link #close}. The device must have been made with {@link Option#QUIESCE}. Linux 6.16.
     *
     * @param limit how long the other server may take to answer what it holds
     * @throws UblkException when there is no such device, it cannot be quiesced, or the other server took longer
     */
    public static UblkDevice takeOver(Target target, int id, DeviceSpec spec, Duration limit) throws InterruptedException {
        ControlDevice control = ControlDevice.open();
        try {
            control.quiesce(id, limit);
        } catch (RuntimeException e) {
            control.close();
            throw e;
        }
        return recover(control, target, id, spec, RECOVERY_LIMIT.plus(limit)); // the kernel does not wait for all that is held
    }

    private static UblkDevice recover(ControlDevice control, Target target, int id, DeviceSpec spec, Duration limit)
            throws InterruptedException {
        UblkDevice device;
        try {
            DeviceInfo info = control.info(id);
            device = new UblkDevice(control, info, target, spec, Negotiation.existing(info.features(), spec.dataMode()), List
                    .of());
            startRecovery(control, id, Deadline.in(limit));
        } catch (RuntimeException | InterruptedException e) {
            control.close();
            throw e;
        }
        try {
            device.servers.start();
            control.endRecovery(id, ProcessHandle.current().pid());
            return device;
        } catch (RuntimeException | InterruptedException e) {
            device.closeAfter(e);
            throw e;
        }
    }

    /** The former server may need a moment until the kernel has let go of all that it held. */
    private static void startRecovery(ControlDevice control, int id, Deadline deadline) throws InterruptedException {
        while (true) {
            try {
                control.startRecovery(id);
                return;
            } catch (SystemCallException e) {
                if (!e.errno().equals(Errno.EBUSY) || !deadline.pause()) throw e;
            }
        }
    }

    /** {@return what the kernel granted} */
    public DeviceInfo info() { return info; }

    /** {@return its number} */
    public int id() { return info.id(); }

    /** {@return the data mode in effect} */
    public DataMode dataMode() { return dataMode; }

    /** {@return what is less than was wanted} */
    public List<Downgrade> downgrades() { return downgrades; }

    /** {@return requests that the server holds now, as far as a look from outside can tell} */
    public List<HeldRequest> held() {
        return servers.held();
    }

    /** {@return completes when any thread has ended, by an ending, by another process or by a failure; then close} */
    public CompletableFuture<?> ended() {
        return servers.anyEnded();
    }

    /**
     * Tells the kernel a new size in bytes, a multiple of the logical block size; the target must be ready for it. Linux 6.16.
     *
     * @throws SystemCallException when the kernel refuses, as older ones do
     */
    public void resize(long bytes) {
        control.updateSize(id(), bytes);
    }

    /**
     * Stops and deletes the device unless somebody has the disk open. Linux 7.0.
     *
     * @throws SystemCallException with EBUSY if somebody has; the device goes on then
     */
    public void tryStop() {
        control.tryStop(id());
        close();
    }

    /**
     * Answers what is held, leaves the disk waiting for the next server and frees everything. No I/O fails. Needs {@link Option#QUIESCE}, Linux 6.16.
     *
     * @param limit how long the handlers may take
     * @throws UblkException if they took longer; the device then only waits to be closed
     */
    public synchronized void detach(Duration limit) {
        if (over) throw new IllegalStateException("the device has ended: device=" + id());
        if (!info.features().has(Feature.QUIESCE))
            throw new UblkException("the device cannot be left to another server without losing requests: device=" + id()
                    + ", missing=QUIESCE (Linux 6.16); make it with Option.QUIESCE");
        control.quiesce(id(), limit);
        leave();
    }

    private void leave() {
        over = true;
        Ending ending = new Ending();
        servers.end(ending);
        ending.step(control::close);
        ending.rethrow("device " + id() + " was not left cleanly");
    }

    /**
     * Stops and deletes the device; or leaves it, if another process has quiesced it to take it over. A second call does nothing.
     *
     * @throws UblkException with everything that went wrong on the way, failures of handlers included
     */
    @Override
    public synchronized void close() {
        if (over) return;
        if (servers.allEndedWell() && isQuiesced()) {
            leave();
            return;
        }
        over = true;
        Ending ending = new Ending();
        ending.step(() -> control.stop(id()));
        if (servers.end(ending)) ending.step(() -> control.delete(id())); // with a thread still in the kernel it would wait for ever
        ending.step(control::close);
        ending.rethrow("device " + id() + " did not end cleanly");
    }

    /** All tags have ended, and yet it is not stopped: somebody quiesced it. */
    private boolean isQuiesced() {
        if (!info.features().has(Feature.QUIESCE)) return false;
        DeviceState state = control.info(id()).state();
        return state == DeviceState.LIVE || state == DeviceState.QUIESCED;
    }

    private void closeAfter(Exception cause) {
        try {
            close();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }
}
