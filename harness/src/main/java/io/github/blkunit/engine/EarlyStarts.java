package io.github.blkunit.engine;

import java.util.List;
import java.util.Optional;

/** What a class asks of the machines that are made ready before they are needed. */
interface EarlyStarts {

    /**
     * What was begun of a class, when its machine is there; empty if nothing was, or if its machine did not live long enough.
     *
     * @param selectors what its next machine is to run
     */
    Optional<EarlyStart> take(DeviceClassDescriptor type, List<String> selectors) throws InterruptedException;

    /**
     * A machine of this class is there: the one after it can be begun.
     *
     * @param selectors what the class's next machine is to run; empty if this is its last one, so that the next one is another class's
     */
    void begin(DeviceClassDescriptor type, List<String> selectors);

    /** The class is over: what was begun of it and not taken is of no use. */
    void over(DeviceClassDescriptor type);

    /** Nothing is begun. Thread-safe. */
    static EarlyStarts none() {
        return new EarlyStarts() {
            @Override
            public Optional<EarlyStart> take(DeviceClassDescriptor type, List<String> selectors) { return Optional.empty(); }

            @Override
            public void begin(DeviceClassDescriptor type, List<String> selectors) {}

            @Override
            public void over(DeviceClassDescriptor type) {}
        };
    }
}
