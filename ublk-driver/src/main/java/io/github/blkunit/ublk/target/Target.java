package io.github.blkunit.ublk.target;

import java.util.List;

/**
 * A block device's inside. Level 1 is {@link BlockTarget}, of which {@link #of} makes one; level 2 is this with its {@link IoHandler}s.
 */
public interface Target {
    /** {@return size and abilities, the same at every call; the kernel learns them when the device is made} */
    Geometry geometry();

    /** {@return what the handlers do with a request's bytes} */
    Access access();

    /**
     * {@return a handler for one thread's requests; called on that thread, once, before it gets any} Handlers of several threads run at once.
     *
     * @param operations what that handler may use
     */
    IoHandler handler(Operations operations);

    /** {@return open file descriptors for {@link Operations}, open as long as the device is served} */
    default List<Integer> files() {
        return List.of();
    }

    /** {@return how many operations one request may be given to at once, at least 1} */
    default int operationsPerRequest() {
        return 1;
    }

    /** Level 1 as level 2: what it can do is derived from the capability interfaces that it implements. */
    static Target of(BlockTarget target) {
        return new BlockTargetAdapter(target, Geometry.of(target));
    }

    /** As {@link #of(BlockTarget)}, with more said about the disk. */
    static Target of(BlockTarget target, Geometry geometry) {
        return new BlockTargetAdapter(target, geometry);
    }
}
