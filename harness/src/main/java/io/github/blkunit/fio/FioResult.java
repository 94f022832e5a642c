package io.github.blkunit.fio;

import io.github.blkunit.ByteSize;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AssertProvider;

/**
 * What a fio job measured, its copies together. {@code assertThat(result)} of AssertJ gives a {@link FioAssert}.
 *
 * @param job the job's name; of a group, all their names
 * @param version fio's version, such as {@code 3.39}
 * @param io what was done, per direction; all directions are there
 * @param errors failed requests
 * @param copies copies that ran at once, jobs of a group added up
 * @param load what it cost fio
 * @param command fio's command line
 * @param json fio's own report
 * @param surroundings where it was measured
 */
public record FioResult(String job, String version, Map<Direction, IoStats> io, FioErrors errors, int copies, GeneratorLoad load,
        List<String> command, Path json, Surroundings surroundings) implements AssertProvider<FioAssert> {

    public FioResult {
        command = List.copyOf(command);
        io = Collections.unmodifiableMap(new EnumMap<>(io));
        if (io.size() != Direction.values().length) {
            throw new IllegalArgumentException("a direction is missing: io=" + io.keySet());
        }
    }

    static FioResult of(JobEntry entry, String version, List<String> command, Path json, Surroundings surroundings) {
        return new FioResult(entry.name(), version, entry.io(), entry.errors(), entry.copies(), entry.load(), command, json,
                surroundings);
    }

    /** Requests completed, all directions together. */
    public long requests() {
        return io.values().stream().mapToLong(IoStats::requests).sum();
    }

    /** Requests per second, all directions together. */
    public double iops() {
        return io.values().stream().mapToDouble(IoStats::iops).sum();
    }

    /** Bytes per second, all directions together. */
    public ByteSize bandwidth() {
        return new ByteSize(io.values().stream().mapToLong(one -> one.bandwidth().bytes()).sum());
    }

    /** What was done in that direction. */
    @SuppressWarnings("NullAway") // the constructor has seen all directions
    public IoStats in(Direction direction) { return io.get(direction); }

    /**
     * The only direction with any I/O.
     *
     * @throws IllegalStateException if there is none or more than one
     */
    public Direction direction() {
        List<Direction> active = Arrays.stream(Direction.values()).filter(each -> in(each).isActive()).toList();
        if (active.size() != 1) {
            throw new IllegalStateException("the job's direction must be named, it did I/O in " + active.size() + ": " + active);
        }
        return active.getFirst();
    }

    /** For AssertJ's {@code assertThat}. */
    @Override
    public FioAssert assertThat() { return new FioAssert(this); }
}
