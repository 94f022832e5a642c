package io.github.blkunit.ublk.control;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.Sys;
import io.github.blkunit.ublk.sys.SystemCallException;
import io.github.blkunit.ublk.sys.UblkException;
import io.github.blkunit.ublk.target.Geometry;
import io.github.blkunit.ublk.uapi.LibC;
import io.github.blkunit.ublk.uapi.ublk_params;
import io.github.blkunit.ublk.uring.IoUring;
import io.github.blkunit.ublk.uring.RingSetup;
import java.time.Duration;

/**
 * {@code /dev/ublk-control}. Every command has a time limit, because there are kernels in which some never return. Threads: any; commands run one after the
 * other. Errors: {@link SystemCallException} with command, device and cure, {@link UblkException} when the time is up.
 */
public final class ControlDevice implements AutoCloseable {
    /** Enough for anything but a command that hangs. */
    public static final Duration LIMIT = Duration.ofSeconds(20);

    private static final int MASK_BYTES = 1024; // 8192 CPUs, the most that x86-64 kernels are built for

    private final int fd;
    private final CommandRing commands;

    private ControlDevice(int fd, CommandRing commands) {
        this.fd = fd;
        this.commands = commands;
    }

    /** Opens it; a missing module and missing permission have messages of their own. */
    public static ControlDevice open() {
        int fd = Sys.open(DevicePaths.CONTROL, LibC.O_RDWR());
        if (Errno.isError(fd)) {
            Errno errno = Errno.of(fd);
            throw new SystemCallException("open", "path=" + DevicePaths.CONTROL, errno, Cure.ofOpen(errno));
        }
        try {
            return new ControlDevice(fd, new CommandRing(IoUring.open(RingSetup.control()), fd));
        } catch (RuntimeException e) {
            Sys.close(fd);
            throw e;
        }
    }

    /** {@return what the driver can do; fails on kernels before 6.5} */
    public Features features() {
        try (CommandBuffer buffer = CommandBuffer.of(Long.BYTES)) {
            commands.run(new CommandCall(Command.GET_FEATURES, -1).payload(buffer), LIMIT);
            return new Features(buffer.segment().get(JAVA_LONG, 0));
        }
    }

    /** Makes a device, not yet a disk. Returns what was granted, perhaps less than was wanted: compare. */
    public DeviceInfo add(DeviceRequest request) {
        try (CommandBuffer buffer = CommandBuffer.of(DeviceInfo.BYTES)) {
            DeviceInfo.write(request, buffer.segment());
            commands.run(new CommandCall(Command.ADD_DEV, request.id()).payload(buffer), LIMIT);
            return DeviceInfo.read(buffer.segment());
        }
    }

    /** {@return the device as it is now} */
    public DeviceInfo info(int id) {
        try (CommandBuffer buffer = CommandBuffer.of(DeviceInfo.BYTES)) {
            commands.run(new CommandCall(Command.GET_DEV_INFO, id).payload(buffer), LIMIT);
            return DeviceInfo.read(buffer.segment());
        }
    }

    /** Sets size and abilities; between adding and starting. */
    public void setParameters(int id, Geometry geometry) {
        try (CommandBuffer buffer = CommandBuffer.of(Parameters.BYTES)) {
            Parameters.write(geometry, buffer.segment());
            commands.run(new CommandCall(Command.SET_PARAMS, id).payload(buffer), LIMIT);
        }
    }

    /** {@return the size in bytes, 0 if it was never set} */
    public long size(int id) {
        try (CommandBuffer buffer = CommandBuffer.of(Parameters.BYTES)) {
            ublk_params.len(buffer.segment(), (int) Parameters.BYTES);
            commands.run(new CommandCall(Command.GET_PARAMS, id).payload(buffer), LIMIT);
            return Parameters.size(buffer.segment());
        }
    }

    /** {@return the CPUs whose requests come to that queue} */
    public CpuSet queueAffinity(int id, int queue) {
        try (CommandBuffer buffer = CommandBuffer.of(MASK_BYTES)) {
            commands.run(new CommandCall(Command.GET_QUEUE_AFFINITY, id).payload(buffer).data(queue), LIMIT);
            return CpuSet.read(buffer.segment());
        }
    }

    /** Makes the disk. Returns when all tags of all queues have been fetched, so the queue threads must be running. */
    public void start(int id, long pid) {
        commands.run(new CommandCall(Command.START_DEV, id).data(pid), LIMIT);
    }

    /** Begins to take over a {@link DeviceState#QUIESCED} device whose server has died: its tags can be fetched again. */
    public void startRecovery(int id) {
        commands.run(new CommandCall(Command.START_USER_RECOVERY, id), LIMIT);
    }

    /** Makes the device live again, served by {@code pid}. Returns when all tags have been fetched, so the queue threads must be running. */
    public void endRecovery(int id, long pid) {
        commands.run(new CommandCall(Command.END_USER_RECOVERY, id).data(pid), LIMIT);
    }

    /** Removes the disk; every fetched tag then ends. Harmless if it is not live. */
    public void stop(int id) {
        commands.run(new CommandCall(Command.STOP_DEV, id), LIMIT);
    }

    /** Deletes the device; returns when nobody holds it any more, so the caller must have closed everything of it. */
    public void delete(int id) {
        commands.run(new CommandCall(Command.DEL_DEV, id), LIMIT);
    }

    @Override
    public void close() {
        commands.close();
        Sys.close(fd);
    }
}
