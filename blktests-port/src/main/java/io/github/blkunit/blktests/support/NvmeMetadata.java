package io.github.blkunit.blktests.support;

import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blkunit.Device;
import io.github.blkunit.SysfsFile;
import io.github.blkunit.driver.Command;
import io.github.blkunit.driver.DriverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NVMe namespaces with metadata per block. Not tried on hardware. */
public final class NvmeMetadata {
    private static final Pattern FORMAT = Pattern.compile("\"flbas\"\\s*:\\s*(\\d+)");
    private static final int EXTENDED = 1 << 4;
    private static final Duration ASKING = Duration.ofSeconds(30);

    private NvmeMetadata() {}

    /** Skips the test unless the device is NVMe, has metadata, and keeps it apart from the data. */
    public static void assumeSeparate(Device device) throws IOException, DriverException, InterruptedException {
        assumeTrue(device.name().startsWith("nvme"), () -> device + " is not a NVMe device");
        Path bytes = device.sysfs().resolve("metadata_bytes");
        assumeTrue(Files.exists(bytes) && SysfsFile.readLong(bytes) > 0, () -> device + " does not have metadata");
        String namespace = Command.of("nvme", "id-ns", "--output-format=json", device.path().toString()).runOrFail(ASKING);
        Matcher format = FORMAT.matcher(namespace);
        if (!format.find()) { throw new IOException("nvme id-ns shows no flbas: " + namespace); }
        assumeFalse((Integer.parseInt(format.group(1)) & EXTENDED) != 0, () -> device + " uses extended LBA");
    }
}
