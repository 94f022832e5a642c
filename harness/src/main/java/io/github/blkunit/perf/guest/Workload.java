package io.github.blkunit.perf.guest;

import io.github.blkunit.Device;
import io.github.blkunit.perf.Metric;
import java.util.List;

/** Something that gives figures each time it is run against a device: the workload of one or more cells. */
public interface Workload {

    /** Unique in a run. */
    String name();

    /** What is compared of its figures; a cell each. */
    List<Metric> metrics();

    /**
     * Gives the driver a round of this workload that does not count.
     *
     * @return how fast the round's last window was; more is better
     * @throws RuntimeException as {@link #measure}
     */
    double warmUp(Device device);

    /**
     * Runs it once and waits for its end.
     *
     * @param seed the same for both sides of a pair: they are to see the same requests
     * @throws RuntimeException if the figures cannot be used; the message says why
     */
    Figures measure(Device device, long seed);
}
