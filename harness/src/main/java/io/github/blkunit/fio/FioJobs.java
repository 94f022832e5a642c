package io.github.blkunit.fio;

import io.github.blkunit.Device;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Several jobs of one fio: those of a group at the same time, the groups one after the other. Immutable.
 *
 * <pre>{@code
 * FioReport report = Fio.together(reads, writes).then(discards).on(device);
 * assertThat(report.job("reads")).clat(P99).isLessThan(ofMillis(5));
 * assertThat(report.group(0)).bandwidth().isGreaterThan(ByteSize.mib(200));
 * }</pre>
 *
 * @param groups jobs by group; neither list is empty and no name comes twice
 */
public record FioJobs(List<List<Fio>> groups) {
    public FioJobs {
        groups = groups.stream().map(List::copyOf).toList();
        if (groups.isEmpty() || groups.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a group needs at least one job: groups=" + groups);
        }
        Set<String> names = new HashSet<>();
        groups.stream().flatMap(List::stream).map(Fio::name).forEach(name -> {
            if (!names.add(name)) {
                throw new IllegalArgumentException("two jobs have the same name, give them others with named(): name=" + name);
            }
        });
    }

    static FioJobs of(Fio first, Fio... others) {
        return new FioJobs(List.of(Stream.concat(Stream.of(first), Stream.of(others)).toList()));
    }

    /** Adds a group that starts when all jobs before it have ended. */
    public FioJobs then(Fio first, Fio... others) {
        List<List<Fio>> more = new ArrayList<>(groups);
        more.addAll(of(first, others).groups);
        return new FioJobs(more);
    }

    /**
     * Runs the jobs against a device and waits for their end.
     *
     * @throws FioException as {@link Fio#on}
     */
    public FioReport on(Device device) {
        try (FioRun run = startOn(device)) {
            return run.awaitReport();
        }
    }

    /** Starts the jobs against a device and returns at once. */
    public FioRun startOn(Device device) {
        return FioRun.start(plan(), List.of(device.path()));
    }

    FioPlan plan() {
        List<String> arguments = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            for (int job = 0; job < groups.get(group).size(); job++) {
                arguments.addAll(groups.get(group).get(job).arguments());
                if (group > 0 && job == 0) { arguments.addAll(List.of("--stonewall=1", "--new_group=1")); }
            }
        }
        List<Fio> all = groups.stream().flatMap(List::stream).toList();
        return new FioPlan(String.join("+", all.stream().map(Fio::name).toList()), arguments, all.stream().map(Fio::used)
                .toList(),
                deadline(), all.stream().anyMatch(Fio::toleratesErrors));
    }

    /** The groups' in a row; a group takes as long as its longest job. */
    private Duration deadline() {
        return groups.stream().map(group -> group.stream().map(Fio::deadline).max(Duration::compareTo).orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
