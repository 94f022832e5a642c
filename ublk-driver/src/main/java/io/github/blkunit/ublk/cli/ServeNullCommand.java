package io.github.blkunit.ublk.cli;

import io.github.blkunit.ublk.server.DeviceSpec;
import io.github.blkunit.ublk.server.Recovery;
import io.github.blkunit.ublk.target.Geometry;
import io.github.blkunit.ublk.target.NullTarget;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ublk serve null}. */
@Command(name = "null", customSynopsis = "ublk serve null [OPTION...]",
        description = "Accepts everything, keeps nothing, reads zeroes.", mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ServeNullCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();
    @Option(names = {"-q", "--queues"}, paramLabel = "N", description = "hardware queues, 1..4096 and at most the possible CPUs")
    private int queues = 1;
    @Option(names = {"-d", "--depth"}, paramLabel = "N", description = "requests in flight per queue, 1..4096")
    private int depth = 128;
    @Option(names = "--size", paramLabel = "BYTES", description = "size of the disk")
    private long size = 1L << 30;
    @Option(names = "--logical-block-size", paramLabel = "BYTES", description = "512, 1024, 2048 or 4096")
    private int logicalBlockSize = 512;
    @Option(names = {"-n", "--id"}, paramLabel = "N", description = "device number (default: the kernel chooses)",
            defaultValue = "-1",
            showDefaultValue = CommandLine.Help.Visibility.NEVER)
    private int id;
    @Option(names = "--recoverable", description = "if this server dies, the disk waits for `recover null`")
    private boolean recoverable;
    @Option(names = "--trace-ownership", description = "remember where each request was answered (slow)")
    private boolean traced;

    @Override
    public Integer call() throws InterruptedException {
        NullTarget target = new NullTarget(Geometry.of(size, logicalBlockSize));
        DeviceSpec device = DeviceSpec.builder().id(id).queues(queues).depth(depth).memory(DeviceSpec.Memory.LAZY).recovery(
                recoverable
                        ? Recovery.FAIL_HELD
                        : Recovery.NONE).tracing(traced ? DeviceSpec.Tracing.OWNERSHIP : DeviceSpec.Tracing.OFF).build();
        return new Foreground(spec.commandLine().getOut(), spec.commandLine().getErr()).serve(target, device);
    }
}
