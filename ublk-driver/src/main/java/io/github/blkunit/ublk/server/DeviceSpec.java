package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.control.DeviceRequest;
import io.github.blkunit.ublk.control.Feature;
import io.github.blkunit.ublk.control.Features;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How to serve a target; see {@link #builder}.
 *
 * @param id device number, or {@link DeviceRequest#ANY_ID}
 * @param queues hardware queues, 1 to 4096 and no more than there are possible CPUs
 * @param depth requests in flight per queue, 1 to 4096
 * @param maxRequest bytes of the largest read or write: a multiple of the page size, at most 32 MiB
 * @param dataMode how bytes travel
 * @param downgrade what to do if the kernel lacks that mode
 * @param recovery what becomes of the disk when the server dies
 * @param options what else it is made with
 * @param threads which thread serves which tag
 * @param placement on which CPUs these threads run
 * @param memory how memory is prepared before the first request
 * @param tracing whether to remember where each request was answered
 * @param overdue after how long a request without answer is logged, see {@link UblkDevice#held}; zero for never
 */
public record DeviceSpec(int id, int queues, int depth, int maxRequest, DataMode dataMode, Downgrade downgrade, Recovery recovery,
        Set<Option> options,
        Threads threads, Placement placement, Memory memory, Tracing tracing, Duration overdue) {
    private static final int PAGE = 4096;
    private static final int MAX_REQUEST = 32 << 20;

    /** What to do when the kernel lacks the data mode. */
    public enum Downgrade {
        /** Fail, naming the kernel version that has it. */
        REFUSE,
        /** Take the best of {@link DataMode#fallbacks} that the target can be served in; {@link UblkDevice#downgrades} tells. */
        ALLOW
    }

    /** How memory is prepared before the first request. */
    public enum Memory {
        /** Buffers are touched once, so that no request waits for a page. */
        TOUCHED,
        /** All memory of the process is locked, so that it can serve a disk that it swaps to; needs CAP_IPC_LOCK. */
        LOCKED,
        /** Pages come with the first requests: for many large buffers that are rarely used. */
        LAZY
    }

    /** Whether a request that is answered twice can say where. */
    public enum Tracing {
        OFF,
        /** Remembers a stack for each request; slow, allocates. */
        OWNERSHIP
    }

    public DeviceSpec {
        DeviceRequest.check(id, queues, depth); // at the door, before anything is opened
        if (maxRequest < PAGE || maxRequest > MAX_REQUEST || maxRequest % PAGE != 0)
            throw new IllegalArgumentException("the largest request must be a multiple of " + PAGE + " up to " + MAX_REQUEST
                    + ": bytes=" + maxRequest);
        options = Set.copyOf(options);
        if (options.contains(Option.QUIESCE) && recovery == Recovery.NONE)
            throw new IllegalArgumentException("a device can be quiesced only if it can be recovered: options=" + options
                    + ", recovery=" + recovery);
        if (options.contains(Option.UNPRIVILEGED) && (recovery != Recovery.NONE || !isPlain(dataMode)))
            throw new IllegalArgumentException(
                    "an unprivileged device has neither recovery nor user copy nor zero copy: recovery=" + recovery
                            + ", data mode=" + dataMode);
        if (threads instanceof Threads.PerTag && dataMode instanceof DataMode.Batched)
            throw new IllegalArgumentException("in batches a thread serves whole queues: threads=" + threads + ", data mode="
                    + dataMode);
        if (threads instanceof Threads.PerQueues shared && shared.count() > queues)
            throw new IllegalArgumentException("more threads than queues: threads=" + shared.count() + ", queues=" + queues);
    }

    private static boolean isPlain(DataMode mode) {
        return mode instanceof DataMode.Mapped || mode instanceof DataMode.NeedGetData;
    }

    /** {@return one queue of 128 requests of up to 512 KiB, mapped, nothing else} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return what the kernel must grant for it in that data mode} */
    Features features(DataMode mode) {
        Features all = mode.features().and(recovery.features());
        for (Option option : options) all = all.and(Features.of(option.feature()));
        return threads instanceof Threads.PerTag && !(mode instanceof DataMode.Batched) ? all.and(Features.of(
                Feature.PER_IO_DAEMON)) : all;
    }

    /** Collects. Every setter sets the component of its name, explained at {@link DeviceSpec}, and returns this. One thread. */
    public static final class Builder {
        private int id = DeviceRequest.ANY_ID;
        private int queues = 1;
        private int depth = 128;
        private int maxRequest = 512 << 10;
        private DataMode dataMode = new DataMode.Mapped();
        private Downgrade downgrade = Downgrade.REFUSE;
        private Recovery recovery = Recovery.NONE;
        private final Set<Option> options = EnumSet.noneOf(Option.class);
        private Threads threads = new Threads.PerQueue();
        private Placement placement = Placement.QUEUE_CPUS;
        private Memory memory = Memory.TOUCHED;
        private Tracing tracing = Tracing.OFF;
        private Duration overdue = Duration.ofSeconds(30);

        private Builder() {}

        public Builder id(int number) {
            id = number;
            return this;
        }

        public Builder queues(int count) {
            queues = count;
            return this;
        }

        public Builder depth(int requests) {
            depth = requests;
            return this;
        }

        public Builder maxRequest(int bytes) {
            maxRequest = bytes;
            return this;
        }

        public Builder dataMode(DataMode mode) {
            dataMode = mode;
            return this;
        }

        public Builder downgrade(Downgrade policy) {
            downgrade = policy;
            return this;
        }

        public Builder recovery(Recovery policy) {
            recovery = policy;
            return this;
        }

        /** Adds to those given before. */
        public Builder options(Option... more) {
            options.addAll(Set.of(more));
            return this;
        }

        public Builder threads(Threads mapping) {
            threads = mapping;
            return this;
        }

        public Builder placement(Placement cpus) {
            placement = cpus;
            return this;
        }

        public Builder memory(Memory preparation) {
            memory = preparation;
            return this;
        }

        public Builder tracing(Tracing level) {
            tracing = level;
            return this;
        }

        public Builder overdue(Duration limit) {
            overdue = limit;
            return this;
        }

        /** Throws {@link IllegalArgumentException} for what could never be served. */
        public DeviceSpec build() {
            return new DeviceSpec(id, queues, depth, maxRequest, dataMode, downgrade, recovery, options, threads, placement,
                    memory, tracing,
                    overdue);
        }
    }
}
