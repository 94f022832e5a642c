package io.github.blkunit.blktests.faults;

/**
 * A fault, and how a test takes it.
 *
 * @param id upstream's
 * @param fault what is wrong
 * @param said part of the failure; the reason if the fault is not planted
 * @param where what plants it
 */
record Planted(String id, String fault, String said, Where where) {
    /** What plants a fault. */
    enum Where {
        /** {@link FaultyLoops}. */
        LOOP,
        /** The same, and the test takes its time. */
        LOOP_SLOW,
        /** {@link FaultyUblk}. */
        UBLK,
        /** {@link Deeds}. */
        BLOCK,
        /** The given device: {@link BadNull}. */
        DEVICE,
        /** {@link Deeds}, on the instrumented kernel. */
        INSTRUMENTED,
        /** It takes hardware, or a system, that this project's machines have not. */
        NOWHERE
    }

    /** The method's name begins with it. */
    String method() { return id.replace("/", "") + "_"; }

    /** As the documentation has it. */
    String row() { return "| " + id + " | " + fault + " | "; }
}
