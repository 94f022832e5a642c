package io.github.blkunit;

import java.nio.file.Path;

/** The block device under test. */
public interface Device {

    /** The node, such as {@code /dev/ublkb0}. */
    Path path();
}
