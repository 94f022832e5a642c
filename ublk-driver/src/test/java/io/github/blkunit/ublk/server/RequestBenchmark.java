package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.target.Data;
import io.github.blkunit.ublk.target.Geometry;
import io.github.blkunit.ublk.target.NullTarget;
import io.github.blkunit.ublk.uapi.UblkCmd;
import io.github.blkunit.ublk.uapi.ublksrv_io_desc;
import io.github.blkunit.ublk.uring.IoUring;
import io.github.blkunit.ublk.uring.LoopbackCalls;
import io.github.blkunit.ublk.uring.RingSetup;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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
 * The server's part of 4 KiB reads of a null target, with a kernel that is only memory: what lies between two system
 * calls. Time and bytes are per call, which for
 * {@link #serveBatch} is a batch of requests.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"})
public class RequestBenchmark {
    private static final int BUFFER = 4096;

    @Param({"1", "32", "128"})
    int batch;
    private Arena arena = Arena.ofShared();
    private IoUring ring = IoUring.open(RingSetup.plain(1), new LoopbackCalls());
    private Slot[] slots = {};
    private IoDescriptors descriptors = new IoDescriptors(new MemorySegment[0], 0, MemorySegment.NULL);
    private IoCommands commands = new IoCommands(ring, false, false);
    private ServerLoop loop = loop();

    /** Every tag carries a request. */
    @Setup(Level.Trial)
    public void open() {
        MemorySegment table = arena.allocate(ublksrv_io_desc.layout(), batch);
        MemorySegment buffers = arena.allocate((long) BUFFER * batch, BUFFER);
        slots = new Slot[batch];
        for (int tag = 0; tag < batch; tag++) {
            MemorySegment descriptor = ublksrv_io_desc.asSlice(table, tag);
            ublksrv_io_desc.op_flags(descriptor, UblkCmd.UBLK_IO_OP_READ());
            ublksrv_io_desc.nr_sectors(descriptor, BUFFER >> 9);
            ublksrv_io_desc.start_sector(descriptor, 8L * tag);
            slots[tag] = new Slot(tag, 0, tag, new Data(buffers, (long) tag * BUFFER, BUFFER, true), true, false);
        }
        ring = IoUring.open(RingSetup.queue(batch, 8), new LoopbackCalls());
        descriptors = new IoDescriptors(new MemorySegment[] {table}, (int) ublksrv_io_desc.sizeof(), MemorySegment.NULL);
        commands = new IoCommands(ring, false, false);
        loop = loop();
        for (Slot slot : slots) commands.fetch(slot);
        ring.submit();
        for (Slot slot : slots) commands.fetched(slot);
    }

    private ServerLoop loop() {
        return new ServerLoop(ring, descriptors, new NullTarget(Geometry.of(1 << 30, 512)), slots, commands, commands,
                Transfer.ByDriver.INSTANCE, new Mailbox(slots,
                        () -> {}), new Wake(), new EndNotice());
    }

    @TearDown(Level.Trial)
    public void close() { ring.close(); }

    /** Reaps, parses the descriptor, lets the target answer and fills the commit, for each request of a batch; then submits. */
    @Benchmark
    public int serveBatch() {
        int served = ring.completions().drain(loop);
        ring.submitAndWait(1);
        return served;
    }

    /** Parses one descriptor and completes one request, without ring. */
    @Benchmark
    public int parseAndComplete() {
        Slot slot = slots[0];
        descriptors.load(slot);
        slot.ok();
        int result = slot.result();
        slot.arm();
        return result;
    }
}
