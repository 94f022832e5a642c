package io.github.blkunit.counts;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.api.AssertProvider;

/**
 * What a load cost. {@code assertThat(counts)} of AssertJ gives a {@link CountsAssert}.
 *
 * @param device the device's name
 * @param load what made it happen, such as a fio job's name
 * @param command fio's command line; empty for another load
 * @param block what the block layer did
 * @param server what the device's server did; empty for a driver in the kernel
 */
public record Counts(String device, String load, List<String> command, BlockCounts block, Optional<ServerCounts> server)
        implements AssertProvider<CountsAssert> {

    public Counts { command = List.copyOf(command); }

    /** All figures that there are. */
    public Map<Metric, Double> figures() {
        Map<Metric, Double> figures = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            OptionalDouble value = metric.of(this);
            if (value.isPresent()) { figures.put(metric, value.getAsDouble()); }
        }
        return figures;
    }

    /** For AssertJ's {@code assertThat}. */
    @Override
    public CountsAssert assertThat() { return new CountsAssert(this); }
}
