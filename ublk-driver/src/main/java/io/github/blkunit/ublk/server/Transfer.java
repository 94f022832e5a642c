package io.github.blkunit.ublk.server;

/** Moves a request's bytes in one data mode: what happens before the handler sees it and after it was answered. */
interface Transfer {
    /** A request has arrived. Returns false if it was {@linkplain Slot#fault answered} with an error on the way. */
    boolean arrived(Slot slot);

    /** A request has been answered and is about to be committed; may {@linkplain Slot#fault change} the answer to an error. */
    void answered(Slot slot);

    /** The driver does it all. */
    enum ByDriver implements Transfer {
        INSTANCE;

        @Override
        public boolean arrived(Slot slot) { return true; }

        @Override
        public void answered(Slot slot) {}
    }
}
