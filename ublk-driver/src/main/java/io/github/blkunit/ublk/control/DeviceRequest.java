package io.github.blkunit.ublk.control;

/**
 * What ADD_DEV is asked for.
 *
 * @param id device number, 0 to 2^20−1, or {@link #ANY_ID} for the kernel's choice
 * @param queues 1 to 4096; the kernel grants no more than there are possible CPUs
 * @param depth requests per queue in flight, 1 to 4096
 * @param maxRequest bytes of the largest request
 * @param features wanted abilities
 * @param descriptorBytes bytes of one request descriptor if {@link Feature#IO_DESC_SIZE} is wanted, else 0
 */
public record DeviceRequest(int id, int queues, int depth, int maxRequest, Features features, int descriptorBytes) {
    /** Let the kernel choose. */
    public static final int ANY_ID = -1;

    private static final int MAX_QUEUES = 4096;
    private static final int MAX_DEPTH = 4096;
    private static final int MAX_ID = (1 << 20) - 1;

    public DeviceRequest {
        check(id, queues, depth);
    }

    /** With descriptors of the usual size. */
    public DeviceRequest(int id, int queues, int depth, int maxRequest, Features features) {
        this(id, queues, depth, maxRequest, features, 0);
    }

    /** Throws {@link IllegalArgumentException} for numbers that the kernel would never grant. */
    public static void check(int id, int queues, int depth) {
        requireRange("queues", queues, 1, MAX_QUEUES);
        requireRange("depth", depth, 1, MAX_DEPTH);
        if (id != ANY_ID) requireRange("id", id, 0, MAX_ID);
    }

    private static void requireRange(String name, int value, int min, int max) {
        if (value < min || value > max)
            throw new IllegalArgumentException(name + " must be " + min + ".." + max + ": " + name + "=" + value);
    }
}
