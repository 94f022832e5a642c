package io.github.blkunit.ublk.target;

/**
 * A block device's inside. {@link #serve} is called on queue threads, several at once if the device has several queues; it must not block for long, allocate,
 * or keep the request.
 */
public interface Target {
    /** {@return size and abilities, the same at every call; the kernel learns them when the device is made} */
    Geometry geometry();

    /**
     * Answers one request, with one of its own answers: {@link Request#ok} or {@link Request#fail}. A request cannot be forgotten, since there is nothing
     * else to return. An exception fails the request with EIO and is reported when the device ends.
     */
    Answer serve(Request request);
}
