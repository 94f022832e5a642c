package io.github.blkunit.ublk.cli;

import io.github.blkunit.ublk.server.DeviceSpec;
import io.github.blkunit.ublk.server.Recovery;
import io.github.blkunit.ublk.sys.OpenFile;
import io.github.blkunit.ublk.target.FileTarget;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ublk serve loop}. */
@Command(name = "loop", customSynopsis = "ublk serve loop --file FILE [OPTION...]",
        description = "Reads and writes a file or block device.",
        mixinStandardHelpOptions = true, showDefaultValues = true)
final class ServeLoopCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();
    @Option(names = {"-f", "--file"}, paramLabel = "FILE",
            description = "a regular file or block device, whose size the disk gets",
            required = true)
    private Path file = Path.of("");
    @Option(names = "--direct", description = "bypass the file's page cache")
    private boolean direct;
    @Option(names = {"-q", "--queues"}, paramLabel = "N", description = "hardware queues, 1..4096 and at most the possible CPUs")
    private int queues = 1;
    @Option(names = {"-d", "--depth"}, paramLabel = "N", description = "requests in flight per queue, 1..4096")
    private int depth = 128;
    @Option(names = {"-n", "--id"}, paramLabel = "N", description = "device number (default: the kernel chooses)",
            defaultValue = "-1", showDefaultValue = CommandLine.Help.Visibility.NEVER)
    private int id;
    @Option(names = "--recoverable", description = "if this server dies, the disk waits for `recover loop`")
    private boolean recoverable;

    @Override
    public Integer call() throws InterruptedException {
        DeviceSpec device = DeviceSpec.builder().id(id).queues(queues).depth(depth).memory(DeviceSpec.Memory.LAZY).recovery(
                recoverable ? Recovery.FAIL_HELD : Recovery.NONE).build();
        try (OpenFile open = OpenFile.of(file, direct ? OpenFile.Caching.DIRECT : OpenFile.Caching.CACHED)) {
            return new Foreground(spec.commandLine().getOut(), spec.commandLine().getErr()).serve(FileTarget.of(open), device);
        }
    }
}
