package io.github.blkunit.fio;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What fio reports of one copy of a job.
 *
 * @param name the job's
 * @param group number of its group
 * @param copies how many this entry stands for
 * @param error errno that ended it, 0 if none did
 * @param errors what it tolerated
 * @param io per direction
 * @param runtime how long it says it ran
 * @param load what it cost fio
 */
record JobEntry(String name, int group, int copies, int error, FioErrors errors, Map<Direction, IoStats> io, Duration runtime,
        GeneratorLoad load) {

    /** Both together, under the name of this one. */
    JobEntry plus(JobEntry other) {
        Map<Direction, IoStats> sum = new EnumMap<>(io);
        other.io.forEach((direction, stats) -> sum.merge(direction, stats, IoStats::plus));
        return new JobEntry(name.equals(other.name) || name.contains(other.name) ? name : name + "+" + other.name, group,
                copies + other.copies, error != 0 ? error : other.error, errors.plus(other.errors), sum,
                runtime.compareTo(other.runtime) > 0 ? runtime : other.runtime, load.plus(other.load));
    }
}
