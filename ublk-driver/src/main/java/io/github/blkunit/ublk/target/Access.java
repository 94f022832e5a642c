package io.github.blkunit.ublk.target;

/** What a target does with a request's bytes; decides what the server moves, and which data modes can be used. */
public enum Access {
    /** Never looks at them: nothing is moved. A read then shows what happens to be there, unless {@link Data#isReturned} memory is wiped. */
    NOTHING,
    /** Reads and writes {@link Request#data}: every mode but zero copy. */
    BYTES,
    /** Gives them to {@link Operations} only: every mode. */
    OPERATIONS
}
