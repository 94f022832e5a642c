package io.github.blkunit.blktests.support;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers of a kernel's release, such as 6.9.11.
 *
 * @param numbers most significant first; missing ones count as 0
 */
record KernelVersion(List<Integer> numbers) implements Comparable<KernelVersion> {
    private static final Pattern NUMBERS = Pattern.compile("\\d+(\\.\\d+){0,2}");

    KernelVersion { numbers = List.copyOf(numbers); }

    /** Reads what a release starts with: {@code 7.2.12+deb13-amd64} is 7.2.12. */
    static KernelVersion parse(String release) {
        Matcher numbers = NUMBERS.matcher(release);
        if (!numbers.lookingAt()) {
            throw new IllegalArgumentException("not a kernel version: '" + release + "' (write e.g. 6.9.11)");
        }
        return new KernelVersion(Arrays.stream(numbers.group().split("\\.")).map(Integer::valueOf).toList());
    }

    /** That of the running kernel. */
    static KernelVersion running() { return parse(System.getProperty("os.version")); }

    @Override
    public int compareTo(KernelVersion other) {
        return Comparator.<KernelVersion>comparingInt(version -> version.number(0)).thenComparingInt(version -> version.number(1))
                .thenComparingInt(version -> version.number(2)).compare(this, other);
    }

    private int number(int index) { return index < numbers.size() ? numbers.get(index) : 0; }
}
