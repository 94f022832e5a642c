package io.github.blkunit.ublk.sys;

/** The kernel refused a call or a command. Carries the call, what it was applied to, the error number and the cure. */
public final class SystemCallException extends UblkException {
    private final String call;
    private final String target;
    private final Errno errno;

    /**
     * @param call what was called, for example {@code mmap} or {@code ADD_DEV}
     * @param target what it was applied to, as {@code name=value} pairs
     * @param errno the kernel's answer
     * @param cure what the reader can do, or empty
     */
    public SystemCallException(String call, String target, Errno errno, String cure) {
        super(call + " failed: errno=" + errno + (target.isEmpty() ? "" : ", " + target) + (cure.isEmpty() ? "" : "; " + cure));
        this.call = call;
        this.target = target;
        this.errno = errno;
    }

    /** {@return what was called} */
    public String call() { return call; }

    /** {@return what it was applied to} */
    public String target() { return target; }

    /** {@return the kernel's answer} */
    public Errno errno() { return errno; }

    /**
     * Lets a good result pass and throws for a bad one.
     *
     * @param result kernel style: negative is an error number
     * @return the result, 0 or more
     */
    public static long check(long result, String call, String target) {
        if (Errno.isError(result)) {
            Errno errno = Errno.of(result);
            throw new SystemCallException(call, target, errno, Cures.of(errno));
        }
        return result;
    }
}
