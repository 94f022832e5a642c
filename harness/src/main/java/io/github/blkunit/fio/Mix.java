package io.github.blkunit.fio;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** What a job's requests are a mixture of. */
public final class Mix {
    private Mix() {}

    /** The share of reads of a job that reads and writes, in percent, 0 to 100; half and half unless set. */
    public static JobPart reads(int percent) {
        requirePercent(percent);
        return () -> Map.of("rwmixread", Integer.toString(percent));
    }

    /**
     * Block sizes by their share: {@code blockSizes(Map.of("4k", 90, "64k", 10))}.
     *
     * @param percentBySize shares in percent, 100 in all
     */
    public static JobPart blockSizes(Map<String, Integer> percentBySize) {
        StringJoiner split = new StringJoiner(":");
        int sum = 0;
        for (Map.Entry<String, Integer> part : new LinkedHashMap<>(percentBySize).entrySet()) {
            requirePercent(part.getValue());
            sum += part.getValue();
            split.add(part.getKey() + "/" + part.getValue());
        }
        if (sum != 100) {
            throw new IllegalArgumentException("shares must be 100 percent in all: sum=" + sum + ", " + percentBySize);
        }
        return () -> Map.of("bssplit", split.toString());
    }

    private static void requirePercent(int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("a share is 0 to 100 percent: percent=" + percent);
        }
    }
}
