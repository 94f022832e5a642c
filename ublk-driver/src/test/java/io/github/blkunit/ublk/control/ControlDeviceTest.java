package io.github.blkunit.ublk.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.sys.SystemCallException;
import io.github.blkunit.ublk.target.Geometry;
import io.github.blkunit.ublk.uapi.LibC;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every control command is refused once; the exception names command, device, errno and what to do. */
class ControlDeviceTest {
    private static final int FD = 77;

    /** What a caller does. */
    private interface Step {
        void on(ControlDevice control);
    }

    private static Arguments refusal(String command, int errno, String cure, Step step) {
        return Arguments.of(command, new Errno(errno), cure, step);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(refusal("GET_FEATURES", LibC.EINVAL(), "Linux 6.5 or newer", ControlDevice::features),
                refusal("GET_FEATURES", LibC.EOPNOTSUPP(), "Linux 6.5 or newer", ControlDevice::features),
                refusal("ADD_DEV", LibC.EACCES(), "ublks_max", c -> c.add(new DeviceRequest(3, 1, 1, 4096, Features.NONE))),
                refusal("ADD_DEV", LibC.EPERM(), "CAP_SYS_ADMIN", c -> c.add(new DeviceRequest(3, 1, 1, 4096, Features.NONE))),
                refusal("ADD_DEV", LibC.EEXIST(), "id is taken", c -> c.add(new DeviceRequest(3, 1, 1, 4096, Features.NONE))),
                refusal("ADD_DEV", LibC.ENOMEM(), "fewer queues", c -> c.add(new DeviceRequest(3, 1, 1, 4096, Features.NONE))),
                refusal("GET_DEV_INFO", LibC.ENODEV(), "no such device", c -> c.info(3)),
                refusal("SET_PARAMS", LibC.EINVAL(), "refuses one of the values", c -> c.setParameters(3, Geometry.of(1 << 20,
                        512), 4096)),
                refusal("GET_PARAMS", LibC.ENODEV(), "no such device", c -> c.size(3)),
                refusal("GET_QUEUE_AFFINITY", LibC.ENODEV(), "no such device", c -> c.queueAffinity(3, 0)),
                refusal("START_DEV", LibC.EEXIST(), "live already", c -> c.start(3, 1)),
                refusal("START_USER_RECOVERY", LibC.EBUSY(), "server is alive", c -> c.startRecovery(3)),
                refusal("START_USER_RECOVERY", LibC.EINVAL(), "made without recovery", c -> c.startRecovery(3)),
                refusal("END_USER_RECOVERY", LibC.ENODEV(), "no such device", c -> c.endRecovery(3, 1)),
                refusal("STOP_DEV", LibC.ENODEV(), "no such device", c -> c.stop(3)),
                refusal("TRY_STOP_DEV", LibC.EBUSY(), "has the disk open", c -> c.tryStop(3)),
                refusal("TRY_STOP_DEV", LibC.EOPNOTSUPP(), "Linux 7.0", c -> c.tryStop(3)),
                refusal("DEL_DEV", LibC.EINTR(), "goes on by itself", c -> c.delete(3)),
                refusal("DEL_DEV_ASYNC", LibC.EOPNOTSUPP(), "Linux 6.9", c -> c.deleteAsync(3)),
                refusal("QUIESCE_DEV", LibC.EOPNOTSUPP(), "without QUIESCE", c -> c.quiesce(3, Duration.ofSeconds(1))),
                refusal("QUIESCE_DEV", LibC.ETIMEDOUT(), "needs a recovery", c -> c.quiesce(3, Duration.ofSeconds(1))),
                refusal("REG_BUF", LibC.EOPNOTSUPP(), "Linux 7.1", c -> c.registerBuffer(3, MemorySegment.NULL)),
                refusal("UNREG_BUF", LibC.ENODEV(), "no such device", c -> c.unregisterBuffer(3, 0)));
    }

    @ParameterizedTest(name = "{0} {1}") @MethodSource("refusals")
    void a_refused_command_names_command_device_errno_and_cure(String command, Errno errno, String cure, Step step) {
        SimulatedControl kernel = new SimulatedControl(errno);
        try (ControlDevice control = ControlDevice.open(FD, kernel)) {
            assertThatThrownBy(() -> step.on(control)).isInstanceOfSatisfying(SystemCallException.class, e -> {
                assertThat(e.call()).isEqualTo(command);
                assertThat(e.errno()).isEqualTo(errno);
            }).hasMessageContainingAll(command + " failed: errno=" + errno, command.equals("GET_FEATURES") ? "device=any"
                    : "device=3", cure);
        }
        assertThat(kernel.closed).as("the ring's and the control device's descriptors").isEqualTo(2);
    }

    @Test
    void a_missing_module_and_missing_permission_have_messages_of_their_own() {
        assertThat(ControlDevice.refused(Errno.ENOENT)).hasMessageContainingAll("open failed", "/dev/ublk-control", "ENOENT (2)",
                "modprobe ublk_drv");
        assertThat(ControlDevice.refused(Errno.EACCES)).hasMessageContainingAll("EACCES (13)", "run it as root");
    }

    @Test
    void the_arguments_arrive() {
        SimulatedControl kernel = new SimulatedControl(null);
        try (ControlDevice control = ControlDevice.open(FD, kernel)) {
            control.quiesce(9, Duration.ofMillis(1500));
            control.start(9, 4711);
        }
        assertThat(kernel.asked).containsExactly(new SimulatedControl.Asked(Command.QUIESCE_DEV.number(), 9, 0, 0, 1500),
                new SimulatedControl.Asked(Command.START_DEV.number(), 9, 0, 0, 4711));
    }

    @Test
    void commands_to_an_unprivileged_device_carry_its_path() {
        SimulatedControl kernel = new SimulatedControl(null);
        try (ControlDevice control = ControlDevice.open(FD, kernel)) {
            control.add(new DeviceRequest(9, 1, 1, 4096, Features.of(Feature.UNPRIVILEGED_DEV))); // granted as it was asked for
            control.start(9, 4711);
            control.size(9);
        }
        int path = "/dev/ublkc9".length() + 1;
        assertThat(kernel.asked).extracting(SimulatedControl.Asked::pathBytes).containsExactly(0, path, path);
        assertThat(kernel.asked).extracting(SimulatedControl.Asked::bytes).containsExactly(64, path, path + 152);
    }

    @Test
    void a_size_that_is_no_multiple_of_the_block_is_refused_before_the_kernel_takes_it() {
        SimulatedControl kernel = new SimulatedControl(null); // a logical block of one byte, as far as it says
        try (ControlDevice control = ControlDevice.open(FD, kernel)) {
            assertThatThrownBy(() -> control.updateSize(9, 0)).hasMessageContaining("size=0");
        }
    }
}
