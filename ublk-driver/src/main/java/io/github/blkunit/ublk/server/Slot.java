package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.target.Answer;
import io.github.blkunit.ublk.target.Data;
import io.github.blkunit.ublk.target.IoHandler;
import io.github.blkunit.ublk.target.Op;
import io.github.blkunit.ublk.target.Request;
import io.github.blkunit.ublk.uapi.UblkCmd;
import io.github.blkunit.ublk.uapi.blk_zone;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One tag of one queue and the request that it carries now. Only the tag's own thread touches it, but for {@link #redeem}.
 *
 * <h2>Ownership</h2>
 * <table>
 * <caption>states; any other step throws and changes nothing</caption>
 * <tr><th>state</th><th>owner</th><th>leaves by</th><th>to</th></tr>
 * <tr><td>IDLE</td><td>nobody</td><td>{@link #arm}, with the first FETCH</td><td>ARMED</td></tr>
 * <tr><td>ARMED</td><td>kernel</td><td>{@link #arrive}, the fetch completed with a request</td><td>SERVING</td></tr>
 * <tr><td>ARMED</td><td>kernel</td><td>{@link #getData}, the fetch completed with a write whose data must be asked for</td><td>GETTING_DATA</td></tr>
 * <tr><td>ARMED, GETTING_DATA</td><td>kernel</td><td>{@link #end}, completed with ABORT</td><td>ENDED</td></tr>
 * <tr><td>GETTING_DATA</td><td>kernel</td><td>{@link #arrive}, the data is there</td><td>SERVING</td></tr>
 * <tr><td>SERVING</td><td>handler</td><td>{@link #ok} or {@link #fail}, once</td><td>ANSWERED</td></tr>
 * <tr><td>SERVING</td><td>handler</td><td>{@link #defer}</td><td>DEFERRED</td></tr>
 * <tr><td>SERVING, OPERATING</td><td>handler</td><td>{@link #operate}, an operation was submitted</td><td>OPERATING</td></tr>
 * <tr><td>OPERATING</td><td>kernel</td><td>{@link #operated}, the last operation has ended</td><td>ANSWERED</td></tr>
 * <tr><td>OPERATING</td><td>kernel</td><td>{@link #resume}, a delay is over</td><td>SERVING</td></tr>
 * <tr><td>DEFERRED</td><td>ticket holder</td><td>{@link #redeem} by any thread, then {@link #collect} by this one</td><td>ANSWERED</td></tr>
 * <tr><td>ANSWERED</td><td>server's loop</td><td>{@link #arm}, with the commit</td><td>ARMED</td></tr>
 * <tr><td>ENDED</td><td>nobody</td><td>–</td><td>–</td></tr>
 * </table>
 *
 * The generation counts the requests that a tag has carried: (queue, tag, generation) names one request for ever.
 */
final class Slot implements Request {
    private static final int SECTOR_SHIFT = 9;
    private static final int FORCE_UNIT_ACCESS = UblkCmd.UBLK_IO_F_FUA();
    private static final int NO_UNMAP = UblkCmd.UBLK_IO_F_NOUNMAP();
    private static final int NEED_REGISTERING = UblkCmd.UBLK_IO_F_NEED_REG_BUF();
    private static final Data NO_METADATA = new Data(MemorySegment.NULL, 0, 0, false);
    private static final int ZONE_BYTES = (int) blk_zone.sizeof();
    private static final VarHandle TICKET = ticketHandle();

    private final int index;
    private final int queue;
    private final int tag;
    private final Data data;
    private final @Nullable Metadata metadata;
    private final boolean visible;
    private final Answer answer = new Answer(this);
    private final boolean traced;

    private SlotState state = SlotState.IDLE;
    private int generation;
    private Op op = Op.READ;
    private int flags;
    private long sector;
    private long length;
    private int result;
    private long position;
    private int outstanding;
    private long unmoved;
    private int failure;
    private boolean registered;
    private int unregisteringFails;
    private IoHandler continuation = Request::ok;
    /** The generation whose ticket is good, 0 for none. Any thread may take it, by compare-and-set. */
    @SuppressWarnings("UnusedVariable") // by the handle only
    private int ticket;
    private int redeemed;
    private @Nullable Throwable answeredAt;

    /**
     * Makes an idle one.
     *
     * @param index its place among the slots of its thread
     * @param visible whether the server sees bytes
     * @param traced whether to remember where each answer was given, which allocates
     */
    Slot(int index, int queue, int tag, Data data, boolean visible, boolean traced) {
        this(index, queue, tag, data, null, visible, traced);
    }

    /** As the other, with memory for protection information, if there may be any. */
    Slot(int index, int queue, int tag, Data data, @Nullable Metadata metadata, boolean visible, boolean traced) {
        this.index = index;
        this.metadata = metadata;
        this.queue = queue;
        this.tag = tag;
        this.data = data;
        this.visible = visible;
        this.traced = traced;
    }

    private static VarHandle ticketHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Slot.class, "ticket", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("Slot.ticket", impossible);
        }
    }

    /** OWNER: the kernel, until the fetch completes. */
    void arm() {
        if (state != SlotState.ANSWERED && state != SlotState.IDLE) throw misuse("cannot be handed to the kernel");
        state = SlotState.ARMED;
    }

    /** OWNER: the kernel, until the data is there. */
    void getData() {
        if (state != SlotState.ARMED) throw misuse("cannot wait for data");
        state = SlotState.GETTING_DATA;
    }

    /** OWNER: the handler, until it answers. {@code newSectors} is unsigned, and for a report the number of zones. */
    void arrive(Op newOp, int newFlags, long newSector, int newSectors) {
        if (state != SlotState.ARMED && state != SlotState.GETTING_DATA) throw misuse("cannot carry a new request");
        state = SlotState.SERVING;
        generation++;
        op = newOp;
        flags = newFlags;
        sector = newSector;
        length = newOp == Op.REPORT_ZONES ? (long) newSectors * ZONE_BYTES : Integer.toUnsignedLong(newSectors) << SECTOR_SHIFT;
        failure = 0;
        data.length(newOp.carriesBytes() ? length : 0);
        if (metadata != null) metadata.arrive(newFlags, data.length());
    }

    /** OWNER: nobody any more. */
    void end() {
        if (state != SlotState.ARMED && state != SlotState.GETTING_DATA) throw misuse("cannot end");
        state = SlotState.ENDED;
    }

    /** OWNER: the loop, until it commits. */
    private Answer answer(int newResult) {
        if (state != SlotState.SERVING) throw misuse("cannot be answered");
        answered(newResult);
        return answer;
    }

    private void answered(int newResult) {
        state = SlotState.ANSWERED;
        result = newResult;
        if (traced) answeredAt = new Throwable("the request was answered here: " + this);
    }

    @Override
    public Answer ok() { return answer(success()); }

    private int success() { return op.carriesBytes() ? (int) length : 0; } // never short: that loses data on Linux 7.3

    @Override
    public Answer ok(long newPosition) {
        position = newPosition;
        return ok();
    }

    @Override
    public Answer fail(Errno errno) { return answer(-errno.number()); }

    @Override
    public long defer() {
        if (state != SlotState.SERVING) throw misuse("cannot be deferred");
        state = SlotState.DEFERRED;
        if (generation == 0) generation = 1; // after 2^32 requests; 0 is no ticket
        TICKET.setRelease(this, generation);
        return Ticket.of(generation, index);
    }

    @Override
    public Answer later() {
        if (state != SlotState.DEFERRED && state != SlotState.OPERATING) throw misuse("is answered later by nobody");
        return answer;
    }

    /** Takes the ticket; any thread. Parameter outcome: 0 or an error number with its sign turned. Only one caller gets through. */
    void redeem(int ofGeneration, int outcome) {
        if (ofGeneration == 0 || !TICKET.compareAndSet(this, ofGeneration, 0))
            throw misuse("was completed twice, or late: ticket's generation=" + Integer.toUnsignedString(ofGeneration) + "; it");
        redeemed = outcome; // published by the mailbox
        if (traced) answeredAt = new Throwable("the ticket was redeemed here: " + this);
    }

    /** The ticket has been redeemed. OWNER: the loop. */
    void collect() {
        if (state != SlotState.DEFERRED) throw misuse("cannot be collected");
        state = SlotState.ANSWERED;
        result = redeemed < 0 ? redeemed : success();
    }

    /** An operation that is to move so many bytes was submitted. OWNER: the kernel. */
    Answer operate(long bytes) {
        if (state == SlotState.SERVING) {
            state = SlotState.OPERATING;
            unmoved = 0;
        } else if (state != SlotState.OPERATING) {
            throw misuse("cannot be given to an operation");
        }
        outstanding++;
        unmoved += bytes;
        return answer;
    }

    /** An operation has ended. Returns whether it was the last. */
    boolean operated(int outcome) {
        if (state != SlotState.OPERATING) throw misuse("has no operation under way");
        if (outcome >= 0) unmoved -= outcome;
        else if (failure == 0) failure = outcome;
        if (--outstanding > 0) return false;
        answered(failure != 0 ? failure : unmoved != 0 ? -Errno.EIO.number() : success());
        return true;
    }

    /** Who goes on with the request after its delay. */
    void continuation(IoHandler next) { continuation = next; }

    /** A delay is over. OWNER: the handler that is returned. */
    IoHandler resume() {
        if (state != SlotState.OPERATING || outstanding != 1)
            throw misuse("cannot go on after a delay while it has other operations");
        outstanding = 0;
        state = SlotState.SERVING;
        return continuation;
    }

    /** The handler threw, whatever it had done before; it has no say any more. Returns whether the request is answered now. */
    boolean abandon() {
        switch (state) {
            case SERVING -> answered(-Errno.EIO.number());
            case OPERATING -> failure = -Errno.EIO.number();
            case DEFERRED -> {
                if (!TICKET.compareAndSet(this, generation, 0)) return false; // redeemed just now
                answered(-Errno.EIO.number());
            }
            default -> {
                return state == SlotState.ANSWERED;
            }
        }
        return state == SlotState.ANSWERED;
    }

    /** The server itself could not move the bytes of an answered request, or of one that has not been served yet. */
    void fault(int error) {
        if (state != SlotState.ANSWERED && state != SlotState.SERVING) throw misuse("cannot fail on the way");
        answered(error);
    }

    /** {@return whether this is the answer to the present request, given now or to be given} */
    boolean isAnsweredBy(Answer given) {
        return given == answer && (state == SlotState.ANSWERED || state == SlotState.OPERATING || state == SlotState.DEFERRED);
    }

    private IllegalStateException misuse(String what) {
        String cure = traced || state != SlotState.ANSWERED ? "" : "; trace the ownership to see where it was answered first";
        return new IllegalStateException("a request " + what + ": " + this + cure, answeredAt);
    }

    SlotState state() { return state; }

    int generation() { return generation; }

    int index() { return index; }

    int queue() { return queue; }

    int tag() { return tag; }

    /** {@return the answer for the kernel: bytes, 0, or an error number with its sign turned} */
    int result() { return result; }

    /** {@return where an append went, in sectors} */
    long positionSector() { return position >> SECTOR_SHIFT; }

    /** {@return whether the driver could not register the request's pages by itself} */
    boolean needsRegistering() {
        return (flags & NEED_REGISTERING) != 0;
    }

    boolean isRegistered() { return registered; }

    void registered(boolean now) { registered = now; }

    /** The kernel could not register the pages; perhaps taking them back was submitted before that was known, and will fail as well. */
    void registeringFailed() {
        if (!registered) unregisteringFails++;
        registered = false;
    }

    /** {@return whether taking pages back was bound to fail, and that is settled now} */
    boolean unregisteringMayFail() {
        if (unregisteringFails == 0) return false;
        unregisteringFails--;
        return true;
    }

    /** {@return the data even where the handler sees none} */
    Data buffer() { return data; }

    @Override
    public Op op() { return op; }

    @Override
    public long offset() { return sector << SECTOR_SHIFT; }

    @Override
    public long length() { return length; }

    @Override
    public boolean forceUnitAccess() { return (flags & FORCE_UNIT_ACCESS) != 0; }

    @Override
    public boolean mayDeallocate() { return (flags & NO_UNMAP) == 0; }

    @Override
    public Data data() {
        if (!visible)
            throw new IllegalStateException(
                    "with zero copy no bytes come to the server; give the request to operations, or use mapped or user copy: "
                            + this);
        return data;
    }

    @Override
    public Data metadata() { return metadata == null ? NO_METADATA : metadata.data(); }

    @Override
    public String toString() {
        return "queue=" + queue + ", tag=" + tag + ", generation=" + Integer.toUnsignedString(generation) + ", state=" + state
                + ", op=" + op + ", offset="
                + offset() + ", length=" + length();
    }
}
