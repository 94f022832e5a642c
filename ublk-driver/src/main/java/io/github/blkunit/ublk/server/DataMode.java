package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.control.Features;

/** How a request's bytes travel between the kernel's pages and the server. A type and not flags, so that no illegal mixture can be written down. */
public sealed interface DataMode {
    /** {@return what the kernel must grant for it} */
    Features features();

    /** The driver copies to and from a buffer that the server names: data is there when a write arrives, and taken when a read is answered. */
    record Mapped() implements DataMode {
        @Override
        public Features features() { return Features.NONE; }
    }
}
