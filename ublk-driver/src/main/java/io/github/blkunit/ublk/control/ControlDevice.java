package io.github.blkunit.ublk.control;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.Sys;
import io.github.blkunit.ublk.sys.SystemCallException;
import io.github.blkunit.ublk.target.Geometry;
import io.github.blkunit.ublk.uapi.LibC;
import io.github.blkunit.ublk.uapi.ublk_params;
import io.github.blkunit.ublk.uapi.ublk_shmem_buf_reg;
import io.github.blkunit.ublk.uring.IoUring;
import io.github.blkunit.ublk.uring.KernelRingCalls;
import io.github.blkunit.ublk.uring.RingCalls;
import io.github.blkunit.ublk.uring.RingSetup;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * {@code /dev/ublk-control}. Every command has a time limit, because there are kernels in which some never return. Threads: any; commands run one after the
 * other. Errors: {@link SystemCallException} with command, device and cure, {@link io.github.blkunit.ublk.sys.UblkException} when the time is up.
 */
public final class ControlDevice implements AutoCloseable {
    /** Enough for anything but a command that hangs. */
    public static final Duration LIMIT = Duration.ofSeconds(20);

    private static final int MASK_BYTES = 1024; // 8192 CPUs, the most that x86-64 kernels are built for
    private static final int SECTOR_SHIFT = 9;
    /** How much longer to wait for a command than the command itself may wait. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final int fd;
    private final CommandRing commands;
    private final RingCalls calls;
    /** Devices that want their path with every command. */
    private final Set<Integer> unprivileged = ConcurrentHashMap.newKeySet();

    private ControlDevice(int fd, CommandRing commands, RingCalls calls) {
        this.fd = fd;
        this.commands = commands;
        this.calls = calls;
    }

    /** Opens it; a missing module and missing permission have messages of their own. */
    public static ControlDevice open() {
        int fd = Sys.open(DevicePaths.CONTROL, LibC.O_RDWR());
        if (Errno.isError(fd)) throw refused(Errno.of(fd));
        try {
            return open(fd, KernelRingCalls.INSTANCE);
        } catch (RuntimeException e) {
            Sys.close(fd);
            throw e;
        }
    }

    static SystemCallException refused(Errno errno) {
        return new SystemCallException("open", "path=" + DevicePaths.CONTROL, errno, Cure.ofOpen(errno));
    }

    /** With other system calls; {@code fd} is closed at the end. */
    static ControlDevice open(int fd, RingCalls calls) {
        return new ControlDevice(fd, new CommandRing(IoUring.open(RingSetup.control(), calls), fd), calls);
    }

    /** {@return what the driver can do; fails on kernels before 6.5} */
    public Features features() {
        return run(Command.GET_FEATURES, -1, Long.BYTES, 0, LIMIT, bits -> new Features(bits.get(JAVA_LONG, 0)));
    }

    /** Makes a device, not yet a disk. Returns what was granted, perhaps less than was wanted: compare. */
    public DeviceInfo add(DeviceRequest request) {
        DeviceInfo info;
        try (CommandBuffer buffer = CommandBuffer.of(DeviceInfo.BYTES, "")) {
            DeviceInfo.write(request, buffer.segment());
            commands.run(new CommandCall(Command.ADD_DEV, request.id(), buffer, 0), LIMIT);
            info = DeviceInfo.read(buffer.segment());
        }
        if (info.features().has(Feature.UNPRIVILEGED_DEV)) unprivileged.add(info.id());
        return info;
    }

    /** {@return the device as it is now}; works for unprivileged devices of the calling user, too. */
    public DeviceInfo info(int id) {
        try {
            DeviceInfo info = run(Command.GET_DEV_INFO, id, DeviceInfo.BYTES, 0, LIMIT, DeviceInfo::read);
            if (info.features().has(Feature.UNPRIVILEGED_DEV)) unprivileged.add(id);
            return info;
        } catch (SystemCallException e) {
            if (unprivileged.contains(id) || !(e.errno().equals(Errno.EPERM) || e.errno().equals(Errno.EINVAL))) throw e;
            return infoByPath(id, e);
        }
    }

    /** An unprivileged device is asked for by its path; Linux 6.3. */
    private DeviceInfo infoByPath(int id, SystemCallException first) {
        try (CommandBuffer buffer = CommandBuffer.of(DeviceInfo.BYTES, DevicePaths.character(id))) {
            commands.run(new CommandCall(Command.GET_DEV_INFO2, id, buffer, 0), LIMIT);
            DeviceInfo info = DeviceInfo.read(buffer.segment());
            if (info.features().has(Feature.UNPRIVILEGED_DEV)) unprivileged.add(id);
            return info;
        } catch (SystemCallException second) {
            first.addSuppressed(second);
            throw first;
        }
    }

    /** Sets size and abilities; between adding and starting. Parameter maxRequest: bytes of the largest request, at most the device's. */
    public void setParameters(int id, Geometry geometry, int maxRequest) {
        try (CommandBuffer buffer = CommandBuffer.of(Parameters.BYTES, path(id))) {
            Parameters.write(geometry, maxRequest, buffer.segment());
            commands.run(new CommandCall(Command.SET_PARAMS, id, buffer, 0), LIMIT);
        }
    }

    /** {@return the size in bytes, 0 if it was never set} */
    public long size(int id) { return parameters(id, Parameters::size); }

    /** {@return the logical block size in bytes} */
    public int logicalBlockSize(int id) {
        return parameters(id, Parameters::logicalBlockSize);
    }

    private <T> T parameters(int id, Function<MemorySegment, T> reader) {
        try (CommandBuffer buffer = CommandBuffer.of(Parameters.BYTES, path(id))) {
            ublk_params.len(buffer.segment(), (int) Parameters.BYTES);
            commands.run(new CommandCall(Command.GET_PARAMS, id, buffer, 0), LIMIT);
            return reader.apply(buffer.segment());
        }
    }

    /** {@return the CPUs whose requests come to that queue} */
    public CpuSet queueAffinity(int id, int queue) {
        return run(Command.GET_QUEUE_AFFINITY, id, MASK_BYTES, queue, LIMIT, CpuSet::read);
    }

    /** Makes the disk. Returns when all tags of all queues have been fetched, so the queue threads must be running. */
    public void start(int id, long pid) {
        run(Command.START_DEV, id, pid, LIMIT);
    }

    /** Begins to take over a {@link DeviceState#QUIESCED} device whose server has died: its tags can be fetched again. */
    public void startRecovery(int id) {
        run(Command.START_USER_RECOVERY, id, 0, LIMIT);
    }

    /** Makes the device live again, served by {@code pid}. Returns when all tags have been fetched, so the queue threads must be running. */
    public void endRecovery(int id, long pid) {
        run(Command.END_USER_RECOVERY, id, pid, LIMIT);
    }

    /** Removes the disk; every fetched tag then ends. Harmless if it is not live. */
    public void stop(int id) {
        run(Command.STOP_DEV, id, 0, LIMIT);
    }

    /** As {@link #stop}, but refuses with EBUSY while somebody has the disk open. Linux 7.0. */
    public void tryStop(int id) {
        run(Command.TRY_STOP_DEV, id, 0, LIMIT);
    }

    /** Deletes the device; returns when nobody holds it any more, so the caller must have closed everything of it. */
    public void delete(int id) {
        run(Command.DEL_DEV, id, 0, LIMIT);
        unprivileged.remove(id);
    }

    /** As {@link #delete}, but does not wait: the device goes when its last user has gone. Not for unprivileged devices. Linux 6.9. */
    public void deleteAsync(int id) {
        run(Command.DEL_DEV_ASYNC, id, 0, LIMIT);
    }

    /** Tells the kernel a new size. Linux 6.16. Parameter bytes: a positive multiple of the logical block size, which the kernel does not check. */
    public void updateSize(int id, long bytes) {
        int block = logicalBlockSize(id);
        if (bytes <= 0 || bytes % block != 0)
            throw new IllegalArgumentException("the size must be a positive multiple of the logical block size: size=" + bytes
                    + ", logical block size="
                    + block);
        run(Command.UPDATE_SIZE, id, bytes >> SECTOR_SHIFT, LIMIT);
    }

    /**
     * Waits until the server has answered all that it holds and ends its tags; the disk stays, and its requests wait for a recovery. Needs
     * {@link Feature#QUIESCE}, Linux 6.16. After a failure the device can only be recovered or deleted.
     */
    public void quiesce(int id, Duration limit) { run(Command.QUIESCE_DEV, id, limit.toMillis(), limit.plus(GRACE)); }

    /**
     * Lets the kernel recognise requests whose memory is this memory. Needs {@link Feature#SHMEM_ZC}, Linux 7.1.
     *
     * @param memory page-aligned, at most 4 GiB, mapped until {@link #unregisterBuffer} or the device's end
     * @return its index
     */
    public int registerBuffer(int id, MemorySegment memory) {
        try (CommandBuffer buffer = CommandBuffer.of(ublk_shmem_buf_reg.sizeof(), path(id))) {
            ublk_shmem_buf_reg.addr(buffer.segment(), memory.address());
            ublk_shmem_buf_reg.len(buffer.segment(), memory.byteSize());
            return commands.run(new CommandCall(Command.REG_BUF, id, buffer, 0), LIMIT);
        }
    }

    /** Takes back {@link #registerBuffer}. */
    public void unregisterBuffer(int id, int index) {
        run(Command.UNREG_BUF, id, index, LIMIT);
    }

    private void run(Command command, int id, long data, Duration limit) { run(command, id, 0, data, limit, segment -> segment); }

    private <T> T run(Command command, int id, long bytes, long data, Duration limit, Function<MemorySegment, T> result) {
        try (CommandBuffer buffer = CommandBuffer.of(bytes, path(id))) {
            commands.run(new CommandCall(command, id, buffer, data), limit);
            return result.apply(buffer.segment());
        }
    }

    private String path(int id) { return unprivileged.contains(id) ? DevicePaths.character(id) : ""; }

    @Override
    public void close() {
        commands.close();
        calls.close(fd);
    }
}
