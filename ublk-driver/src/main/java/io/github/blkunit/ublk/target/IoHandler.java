package io.github.blkunit.ublk.target;

/**
 * Level 2: answers requests of one thread's tags, at once or later. {@link #handle} must not block for long, allocate, or keep the request.
 */
@FunctionalInterface
public interface IoHandler {
    /**
     * Answers one request: {@link Request#ok}, {@link Request#fail}, what {@link Operations} return, or {@link Request#later} after {@link Request#defer}. A
     * request cannot be forgotten, since there is nothing else to return. An exception fails the request with EIO and is reported when the device ends.
     */
    Answer handle(Request request);
}
