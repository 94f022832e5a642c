package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.target.Answer;
import io.github.blkunit.ublk.target.Data;
import io.github.blkunit.ublk.target.Op;
import io.github.blkunit.ublk.target.Request;
import org.jspecify.annotations.Nullable;

/**
 * One tag of one queue and the request that it carries now. Only the tag's own thread touches it.
 *
 * <h2>Ownership</h2>
 * <table>
 * <caption>states; any other step throws and changes nothing</caption>
 * <tr><th>state</th><th>owner</th><th>leaves by</th><th>to</th></tr>
 * <tr><td>IDLE</td><td>nobody</td><td>{@link #arm}, with the first FETCH</td><td>ARMED</td></tr>
 * <tr><td>ARMED</td><td>kernel</td><td>{@link #arrive}, the fetch completed with a request</td><td>SERVING</td></tr>
 * <tr><td>ARMED</td><td>kernel</td><td>{@link #end}, the fetch completed with ABORT</td><td>ENDED</td></tr>
 * <tr><td>SERVING</td><td>target</td><td>{@link #ok} or {@link #fail}, once</td><td>ANSWERED</td></tr>
 * <tr><td>ANSWERED</td><td>queue loop</td><td>{@link #arm}, with the COMMIT_AND_FETCH</td><td>ARMED</td></tr>
 * <tr><td>ENDED</td><td>nobody</td><td>–</td><td>–</td></tr>
 * </table>
 *
 * The generation counts the requests that a tag has carried: (queue, tag, generation) names one request for ever.
 */
final class Slot implements Request {
    private static final int SECTOR_SHIFT = 9;

    private final int queue;
    private final int tag;
    private final Data data;
    private final Answer answer = new Answer(this);
    private final boolean traced;

    private SlotState state = SlotState.IDLE;
    private int generation;
    private Op op = Op.READ;
    private boolean forceUnitAccess;
    private long sector;
    private int sectors;
    private int result;
    private @Nullable Throwable answeredAt;

    /** Makes an idle one. Parameter traced: whether to remember where each answer was given, which allocates. */
    Slot(int queue, int tag, Data data, boolean traced) {
        this.queue = queue;
        this.tag = tag;
        this.data = data;
        this.traced = traced;
    }

    /** OWNER: the kernel, until the fetch completes. */
    void arm() {
        if (state != SlotState.IDLE && state != SlotState.ANSWERED) throw misuse("cannot be handed to the kernel");
        state = SlotState.ARMED;
    }

    /** OWNER: the target, until it answers. {@code sectors} is unsigned. */
    void arrive(Op newOp, boolean newForceUnitAccess, long newSector, int newSectors) {
        if (state != SlotState.ARMED) throw misuse("cannot carry a new request");
        state = SlotState.SERVING;
        generation++;
        op = newOp;
        forceUnitAccess = newForceUnitAccess;
        sector = newSector;
        sectors = newSectors;
        data.length(carriesData() ? length() : 0);
    }

    /** OWNER: nobody any more. */
    void end() {
        if (state != SlotState.ARMED) throw misuse("cannot end");
        state = SlotState.ENDED;
    }

    /** OWNER: the queue loop, until it commits. */
    private Answer answer(int newResult) {
        if (state != SlotState.SERVING) throw misuse("cannot be answered");
        state = SlotState.ANSWERED;
        result = newResult;
        if (traced) answeredAt = new Throwable("the request was answered here: " + this);
        return answer;
    }

    @Override
    public Answer ok() { return answer(carriesData() ? sectors << SECTOR_SHIFT : 0); } // never short: that loses data on Linux 7.3

    @Override
    public Answer fail(Errno errno) { return answer(-errno.number()); }

    /** {@return whether this is the answer to the present request} */
    boolean isAnsweredBy(Answer given) {
        return given == answer && state == SlotState.ANSWERED;
    }

    private boolean carriesData() { return op == Op.READ || op == Op.WRITE; }

    private IllegalStateException misuse(String what) {
        String cure = traced || state != SlotState.ANSWERED ? ""
                : "; run with --trace-ownership to see where it was answered first";
        return new IllegalStateException("a request " + what + ": " + this + cure, answeredAt);
    }

    SlotState state() { return state; }

    int generation() { return generation; }

    int tag() { return tag; }

    /** {@return the answer for the kernel: bytes, 0, or an error number with its sign turned} */
    int result() { return result; }

    @Override
    public Op op() { return op; }

    @Override
    public long offset() { return sector << SECTOR_SHIFT; }

    @Override
    public long length() { return Integer.toUnsignedLong(sectors) << SECTOR_SHIFT; }

    @Override
    public boolean forceUnitAccess() { return forceUnitAccess; }

    @Override
    public Data data() { return data; }

    @Override
    public String toString() {
        return "queue=" + queue + ", tag=" + tag + ", generation=" + generation + ", state=" + state + ", op=" + op + ", offset="
                + offset()
                + ", length=" + length();
    }
}
