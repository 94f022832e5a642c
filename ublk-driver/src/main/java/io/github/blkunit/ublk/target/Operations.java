package io.github.blkunit.ublk.target;

/**
 * What a handler can let the kernel do for it, without waiting, in every data mode: with zero copy the bytes never pass through this process. A request that
 * was given to one or more operations is answered when the last of them has ended: with success if all moved all of their bytes, else with the first error.
 * Threads: the one that calls the handler. Files are named by their place in {@link Target#files}.
 */
public interface Operations {
    /** {@return reads {@code length} bytes of the file at {@code position} into the request's data, from byte {@code at} of it on} */
    Answer read(Request request, int file, long position, long at, long length);

    /** {@return writes {@code length} bytes of the request's data, from byte {@code at} on, to the file at {@code position}; durably if the request says so} */
    Answer write(Request request, int file, long position, long at, long length);

    /** {@return reads all of the request's {@linkplain Request#metadata metadata}, which it must carry, from the file at {@code position}} */
    Answer readMetadata(Request request, int file, long position);

    /** {@return writes all of the request's {@linkplain Request#metadata metadata}, which it must carry, to the file at {@code position}} */
    Answer writeMetadata(Request request, int file, long position);

    /** {@return makes durable what was written to the file} */
    Answer sync(Request request, int file);

    /** {@return frees a range of the file, which then reads as zeroes} */
    Answer punch(Request request, int file, long position, long length);

    /** {@return lets a range of the file read as zeroes, keeping its storage} */
    Answer zero(Request request, int file, long position, long length);

    /** {@return waits, then lets {@code next} answer the request} */
    Answer delay(Request request, long nanos, IoHandler next);

    /** {@return who ends deferred requests of this thread} */
    Completions completions();
}
