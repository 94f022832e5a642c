package io.github.blkunit.guest.run;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code /dev/kmsg}. One call of read gives one record, one call of write makes one. */
final class Kmsg implements KernelLogSource {
    /** System property that names the device; where it is not set, the kernel is none of our business. */
    static final String PROPERTY = "blkunit.guest.kmsg";
    /** More than the kernel's longest record. */
    private static final int RECORD = 8192;
    private static final int LONGEST_LINE = 400;
    /** Facility user, level info: on every console that shows what we show. */
    private static final String PRIORITY = "<14>";
    private static final Path RATE_LIMIT = Path.of("/proc/sys/kernel/printk_devkmsg");
    private final FileInputStream in;
    private final FileOutputStream out;
    private final byte[] record = new byte[RECORD];

    private Kmsg(FileInputStream in, FileOutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** Opens it; reading begins with the oldest record. */
    static Kmsg open(Path device) throws IOException {
        // By default the kernel takes ten lines in five seconds from programs, and drops the others without a word.
        Files.writeString(RATE_LIMIT, "on\n");
        FileInputStream in = new FileInputStream(device.toFile());
        try {
            return new Kmsg(in, new FileOutputStream(device.toFile()));
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public String read() throws IOException {
        try {
            int length = in.read(record);
            return length < 0 ? "" : new String(record, 0, length, StandardCharsets.UTF_8);
        } catch (IOException e) {
            // EPIPE: the ring buffer has wrapped around; the next read gives the oldest record that there is.
            if (String.valueOf(e.getMessage()).contains("Broken pipe")) return "";
            throw e;
        }
    }

    @Override
    public void write(String line) throws IOException {
        String whole = line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE);
        out.write((PRIORITY + whole.replace('\n', ' ') + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        try (in) {
            out.close();
        }
    }
}
