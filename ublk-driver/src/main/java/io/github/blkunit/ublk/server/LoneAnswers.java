package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.uapi.IoUring;
import io.github.blkunit.ublk.uapi.UblkCmd;
import io.github.blkunit.ublk.uapi.io_uring_sqe;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Batches of one answer, for one queue. Each tag has a pinned submission slot and an array of one element, both filled once, so that an answer costs two stores.
 *
 * <p>They complete only if the kernel refuses them: a completion of what was taken would end the loop's wait for the next request, at the price of one more call
 * into the kernel per request. That is sound for one answer only. Of several the kernel may take some and leave the others, which it says in a completion that
 * counts as success. Whose an element is needs no completion either: when the tag's next request has arrived, the kernel has read the answer to the last one.
 */
final class LoneAnswers {
    private static final int COMMIT = (int) UblkCmd.UBLK_U_IO_COMMIT_IO_CMDS();
    private static final byte QUIET = (byte) (IoUring.IOSQE_FIXED_FILE() | IoUring.IOSQE_CQE_SKIP_SUCCESS());

    private final BatchFormat format;
    private final MemorySegment elements;
    private final IoCommands commands;

    LoneAnswers(BatchFormat format, int depth, IoCommands commands, Arena arena) {
        this.format = format;
        this.elements = format.array(depth, arena);
        this.commands = commands;
    }

    /** Fills what never changes. */
    void prepare(Slot slot) {
        format.element(elements, slot.tag(), slot, 0);
        MemorySegment sqe = commands.slot(slot.index());
        format.command(sqe, commands.command(slot.index()), COMMIT, QUIET, elements.address() + format.at(slot.tag()), 1);
        io_uring_sqe.user_data(sqe, UserData.of(UserData.LONE_ANSWER, slot.index()));
    }

    /** OWNER: the kernel, from the submission on. */
    void commit(Slot slot) {
        format.result(elements, slot.tag(), slot.result());
        commands.push(slot);
        slot.arm();
    }
}
