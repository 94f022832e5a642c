package io.github.blkunit.blktests.support;

import java.util.Comparator;

/** Where a SCSI device is, as sysfs writes it: {@code 2:0:0:1}. */
public record ScsiAddress(int host, int channel, int target, int unit) implements Comparable<ScsiAddress> {
    private static final Comparator<ScsiAddress> ORDER = Comparator.comparingInt(ScsiAddress::host).thenComparingInt(
            ScsiAddress::channel).thenComparingInt(ScsiAddress::target).thenComparingInt(ScsiAddress::unit);

    /** Reads sysfs' form. */
    public static ScsiAddress parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 4) { throw new IllegalArgumentException("not a SCSI address: '" + text + "'"); }
        return new ScsiAddress(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), Integer
                .parseInt(parts[3]));
    }

    /** Without the host, as a host's {@code scan} wants it. */
    public String withinHost() {
        return channel + " " + target + " " + unit;
    }

    @Override
    public int compareTo(ScsiAddress other) { return ORDER.compare(this, other); }

    @Override
    public String toString() { return host + ":" + channel + ":" + target + ":" + unit; }
}
