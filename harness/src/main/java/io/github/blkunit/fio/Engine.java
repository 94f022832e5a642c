package io.github.blkunit.fio;

import java.util.Locale;

/** The ways in which fio does I/O that a block device cares about; {@link Fio#ioengine(String)} takes any other. */
public enum Engine {
    /** io_uring; keeps {@code iodepth} requests in flight. */
    IO_URING,
    /** Linux aio; keeps {@code iodepth} requests in flight. */
    LIBAIO,
    /** One {@code pread} or {@code pwrite} at a time. */
    PSYNC,
    /** One {@code preadv2} or {@code pwritev2} at a time; takes flags such as {@code hipri}. */
    PVSYNC2,
    /** Through a memory mapping, that is through the page cache: needs {@link Fio#buffered}. */
    MMAP,
    /** No I/O at all: what fio itself costs. */
    NULL;

    /** As fio calls it. */
    String key() { return name().toLowerCase(Locale.ROOT); }
}
