package io.github.blkunit.engine;

/** A throwable of the guest that has no counterpart here. Its frames are the guest's, its message is the original's text. */
public class RemoteTestException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String originalType;

    RemoteTestException(String originalType, String text) {
        super(text);
        this.originalType = originalType;
    }

    /** Class name of the original. */
    public String originalType() {
        return originalType;
    }
}
