package io.github.blkunit.counts;

import io.github.blkunit.Device;
import io.github.blkunit.fio.Fio;
import io.github.blkunit.fio.FioResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens at a device and in its server between {@link #start} and {@link #stop}. Tracing is on meanwhile, so times measured in it
 * mean nothing. One thread at a time.
 *
 * <pre>{@code
 * Counts counts = Counting.of(Fio.randread("4k").iodepth(1).requests(2000), device);
 * assertThat(counts).requestsPerBio().isEqualTo(1).systemCallsPerRequest().isAtMost(1.05).bytesAllocatedPerRequest().isZero();
 * }</pre>
 */
public final class Counting implements AutoCloseable {
    private final Device device;
    private final OptionalLong server;
    private final TraceInstance trace;
    private final ServerThreads threads;
    private final @Nullable JvmAllocations allocations;
    private final long copied;

    private Counting(Device device, OptionalLong server, TraceInstance trace, ServerThreads threads,
            @Nullable JvmAllocations allocations,
            long copied) {
        this.device = device;
        this.server = server;
        this.trace = trace;
        this.threads = threads;
        this.allocations = allocations;
        this.copied = copied;
    }

    /**
     * Warms the server up, runs the job once more and counts. Warm means compiled: until the optimising compiler has seen some thousand
     * requests, a server in Java allocates what that compiler will remove.
     *
     * <p>For figures that do not depend on luck give it a fixed number of requests, one copy and depth 1; deeper jobs show batching and
     * merging, whose counts depend on timing and want bounds instead of exact values.
     *
     * @throws CountsException if counting is not possible here, or the server changed meanwhile
     * @throws io.github.blkunit.fio.FioException as {@link Fio#on}
     */
    public static Counts of(Fio job, Device device) {
        WarmUp.of(job, device);
        try (Counting counting = start(device)) {
            FioResult result = job.on(device);
            return counting.stop(result.job(), result.command());
        }
    }

    /**
     * Begins to count.
     *
     * @throws CountsException if the kernel cannot count, or we are not root
     */
    public static Counting start(Device device) {
        OptionalLong server = ServerOf.device(device);
        TraceInstance trace = TraceInstance.open();
        try {
            BlockEvents.start(trace, device);
            if (server.isEmpty()) {
                return new Counting(device, server, trace, new ServerThreads(Map.of()), null, ServerCounts.UNKNOWN);
            }
            JvmAllocations allocations = JvmAllocations.of(server.getAsLong()).orElse(null);
            ServerEvents.start(trace);
            long copied = CopiedBytes.of(server.getAsLong());
            return new Counting(device, server, trace, ServerThreads.of(server.getAsLong()), allocations, copied);
        } catch (RuntimeException e) {
            trace.close();
            throw e;
        }
    }

    /** What has happened since {@link #start}; {@code load} is what made it happen, for messages. */
    public Counts stop(String load) {
        return stop(load, List.of());
    }

    private Counts stop(String load, List<String> command) {
        BlockCounts block = BlockEvents.read(trace);
        Optional<ServerCounts> counts = server.isPresent() ? Optional.of(serverCounts(server.getAsLong())) : Optional.empty();
        if (block.units() == 0) {
            throw new CountsException("nothing was counted: no I/O reached the device: device=" + device + ", load=" + load);
        }
        return new Counts(device.name(), load, command, block, counts);
    }

    private ServerCounts serverCounts(long pid) {
        ServerThreads now = ServerThreads.of(pid);
        if (ServerOf.device(device).orElse(pid) != pid) {
            throw new CountsException("the server was replaced while it was counted: pid=" + pid);
        }
        ServerCounts events = ServerEvents.read(trace, now.ids(), now.since(threads), ServerCounts.UNKNOWN,
                copied == ServerCounts.UNKNOWN ? copied : CopiedBytes.of(pid) - copied);
        if (allocations == null) { return events; }
        JvmAllocations earlier = allocations;
        return events.allocated(JvmAllocations.of(pid).map(later -> later.since(earlier)).orElse(ServerCounts.UNKNOWN));
    }

    /** Ends tracing. Once. */
    @Override
    public void close() { trace.close(); }
}
