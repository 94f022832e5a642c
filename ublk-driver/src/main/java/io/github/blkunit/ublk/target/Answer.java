package io.github.blkunit.ublk.target;

/** The proof that a request has been answered or will be. Only requests make it, one each, so that answering costs no allocation. */
public final class Answer {
    private final Request request;

    /** For implementations of {@link Request}. */
    public Answer(Request request) { this.request = request; }

    /** {@return the request that was answered} */
    public Request request() { return request; }
}
