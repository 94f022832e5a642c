package io.github.blkunit.ublk.cli;

import io.github.blkunit.ublk.server.UblkDevice;
import io.github.blkunit.ublk.sys.OpenFile;
import io.github.blkunit.ublk.target.FileTarget;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ublk recover loop}. */
@Command(name = "loop", description = "Reads and writes a file or block device.", mixinStandardHelpOptions = true)
final class RecoverLoopCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();
    @Option(names = {"-n", "--id"}, paramLabel = "N", description = "the device's number", required = true)
    private int id;
    @Option(names = {"-f", "--file"}, paramLabel = "FILE", description = "the file that the dead server had", required = true)
    private Path file = Path.of("");
    @Option(names = "--direct", description = "bypass the file's page cache")
    private boolean direct;

    @Override
    public Integer call() throws InterruptedException {
        try (OpenFile open = OpenFile.of(file, direct ? OpenFile.Caching.DIRECT : OpenFile.Caching.CACHED)) {
            return new Foreground(spec.commandLine().getOut(), spec.commandLine().getErr()).serve(() -> UblkDevice.recover(
                    FileTarget
                            .of(open), id));
        }
    }
}
