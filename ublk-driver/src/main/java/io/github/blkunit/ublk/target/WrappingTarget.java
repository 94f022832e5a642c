package io.github.blkunit.ublk.target;

import java.util.List;

/** Another target whose requests are met by something first: all but the handler is that target's. */
public interface WrappingTarget extends Target {

    /** The target behind. */
    Target target();

    @Override
    default Geometry geometry() { return target().geometry(); }

    @Override
    default Access access() { return target().access(); }

    @Override
    default List<Integer> files() { return target().files(); }

    @Override
    default int operationsPerRequest() { return target().operationsPerRequest(); }
}
