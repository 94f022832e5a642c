package io.github.blkunit.ublk.uring;

import io.github.blkunit.ublk.uapi.io_uring_sqe;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a ring costs per batch of operations that do nothing: filled in, submitted, waited for and reaped in one system
 * call. With the kernel of this machine, and
 * with one that is only memory, which leaves our own part.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"})
public class RingBenchmark implements CompletionHandler {
    private static final byte NOP = (byte) io.github.blkunit.ublk.uapi.IoUring.IORING_OP_NOP();

    @Param({"1", "32", "128"})
    int batch;
    @Param({"kernel", "memory"})
    String side = "";
    private IoUring ring = IoUring.open(RingSetup.plain(1));
    private long sum;

    /** Made by the measuring thread: such a ring belongs to the thread that made it. */
    @Setup(Level.Trial)
    public void open() {
        ring.close();
        ring = IoUring.open(RingSetup.queue(0, batch), side.equals("kernel") ? KernelRingCalls.INSTANCE : new LoopbackCalls());
        if (side.equals("kernel")) ring.registerRing();
    }

    @TearDown(Level.Trial)
    public void close() { ring.close(); }

    @Benchmark
    public long submitAndReap() {
        SubmissionQueue submissions = ring.submissions();
        for (int n = 0; n < batch; n++) {
            int index = submissions.claim();
            io_uring_sqe.opcode(submissions.slot(index), NOP);
            io_uring_sqe.user_data(submissions.slot(index), n);
        }
        ring.submitAndWait(batch);
        ring.completions().drain(this);
        return sum;
    }

    @Override
    public void completed(long userData, int result, int flags) { sum += userData + result; }
}
