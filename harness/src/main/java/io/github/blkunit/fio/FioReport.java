package io.github.blkunit.fio;

import java.util.List;
import java.util.Objects;

/**
 * What a fio with several jobs measured. Jobs and groups are merged through fio's own latency bins, so their percentiles are those
 * of all requests, not means of percentiles.
 *
 * @param jobs one result per job, its copies together, in fio's order
 * @param groups one result per group, its jobs together
 */
public record FioReport(List<FioResult> jobs, List<FioResult> groups) {
    public FioReport {
        jobs = List.copyOf(jobs);
        groups = List.copyOf(groups);
    }

    /** The job of that name. */
    public FioResult job(String name) {
        return jobs.stream().filter(job -> job.job().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such job: name=" + name + ", jobs="
                        + jobs.stream().map(FioResult::job).toList()));
    }

    /** The group of that number, from 0. */
    public FioResult group(int number) {
        return groups.get(Objects.checkIndex(number, groups.size()));
    }

    /**
     * The only group.
     *
     * @throws IllegalStateException if there are several: jobs that ran one after the other have no figure in common
     */
    public FioResult only() {
        if (groups.size() != 1) {
            throw new IllegalStateException("jobs in groups have a report, not one result: groups=" + groups.size());
        }
        return groups.getFirst();
    }
}
