package io.github.blkunit.driver;

/** Says no to what a driver cannot do. What an annotation leaves at its default counts as not asked for. */
final class Limits {
    private static final int USUAL_BLOCK = 512;

    private Limits() {}

    /**
     * The driver has one hardware queue and blocks of one size.
     *
     * @throws DriverException if more queues or other blocks are asked for
     */
    static void oneQueue(String driver, DeviceConfiguration asked, int blockSize) throws DriverException {
        oneQueue(driver, asked);
        if (asked.logicalBlockSize() != USUAL_BLOCK && asked.logicalBlockSize() != blockSize) {
            throw new DriverException(driver + " has blocks of " + blockSize + " bytes only: logicalBlockSize=" + asked
                    .logicalBlockSize());
        }
    }

    /** @throws DriverException if more than one hardware queue is asked for */
    static void oneQueue(String driver, DeviceConfiguration asked) throws DriverException {
        if (asked.queues() != 1) {
            throw new DriverException(driver + " has one hardware queue: queues=" + asked.queues() + " (leave queues at 1)");
        }
    }

    /**
     * The size, in MiB, for a driver that counts in them.
     *
     * @throws DriverException if a fraction is asked for
     */
    static long wholeMib(String driver, DeviceConfiguration asked) throws DriverException {
        long mib = asked.size().bytes() >> 20;
        if (mib << 20 != asked.size().bytes()) {
            throw new DriverException(driver + " takes sizes in MiB only: size=" + asked.size());
        }
        return mib;
    }
}
