package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.control.Feature;
import io.github.blkunit.ublk.control.Features;
import io.github.blkunit.ublk.target.Access;
import java.util.List;

/**
 * How a request's bytes travel between the kernel's pages and the server. A type and not flags, so that no illegal mixture can be written down.
 */
public sealed interface DataMode {
    /** {@return what the kernel must grant for it} */
    Features features();

    /** {@return whether a target that treats bytes so can be served in this mode} */
    default boolean serves(Access access) {
        return true;
    }

    /** {@return modes that do the same with more copying, best first, for a kernel without this one} */
    default List<DataMode> fallbacks() {
        return List.of();
    }

    /** The driver copies to and from a buffer that the server names: data is there when a write arrives, and taken when a read is answered. Linux 6.0. */
    record Mapped() implements DataMode {
        @Override
        public Features features() { return Features.NONE; }
    }

    /** As {@link Mapped}, but a write's data is asked for when the server is ready for it: one more round trip. Linux 6.0. */
    record NeedGetData() implements DataMode {
        @Override
        public Features features() { return Features.of(Feature.NEED_GET_DATA); }

        @Override
        public List<DataMode> fallbacks() { return List.of(new Mapped()); }
    }

    /** The server copies, when and what it wants. Nothing is copied for a target that never looks at bytes. Linux 6.5. */
    record UserCopy() implements DataMode {
        @Override
        public Features features() { return Features.of(Feature.USER_COPY); }

        @Override
        public List<DataMode> fallbacks() { return List.of(new Mapped()); }
    }

    /** The request's pages are registered with the ring by a command, used by operations, and taken back by another one. Linux 6.15. */
    record ZeroCopy() implements DataMode {
        @Override
        public Features features() { return Features.of(Feature.SUPPORT_ZERO_COPY); }

        @Override
        public boolean serves(Access access) { return access != Access.BYTES; }

        @Override
        public List<DataMode> fallbacks() { return List.of(new UserCopy(), new Mapped()); }
    }

    /**
     * As {@link ZeroCopy}, but the driver registers before the request arrives and takes back at its commit. Where it cannot, the server does it by hand, as
     * with {@link ZeroCopy}. Linux 6.16.
     */
    record AutoRegistered() implements DataMode {
        @Override
        public Features features() { return Features.of(Feature.SUPPORT_ZERO_COPY, Feature.AUTO_BUF_REG); }

        @Override
        public boolean serves(Access access) { return access != Access.BYTES; }

        @Override
        public List<DataMode> fallbacks() { return List.of(new ZeroCopy(), new UserCopy(), new Mapped()); }
    }

    /**
     * Memory that server and client both have mapped: requests out of it are not copied, all others are as with {@link Mapped}. Linux 7.1.
     *
     * @param fd a file in memory (memfd or hugetlbfs), which the server maps and the client maps, too
     * @param bytes of it, a multiple of the page size, at most 4 GiB
     */
    record SharedMemory(int fd, long bytes) implements DataMode {
        public SharedMemory {
            if (bytes <= 0 || bytes > 1L << 32)
                throw new IllegalArgumentException("shared memory is at most 4 GiB: bytes=" + bytes);
        }

        @Override
        public Features features() { return Features.of(Feature.SHMEM_ZC); }

        @Override
        public List<DataMode> fallbacks() { return List.of(new Mapped()); }
    }

    /**
     * Requests arrive and are answered many at a time. Linux 7.0.
     *
     * @param data how bytes travel: {@link Mapped}, {@link UserCopy}, {@link ZeroCopy} or {@link AutoRegistered}
     */
    record Batched(DataMode data) implements DataMode {
        public Batched {
            if (data instanceof Batched || data instanceof NeedGetData || data instanceof SharedMemory)
                throw new IllegalArgumentException("batches go with mapped, user copy, zero copy and auto registered: data="
                        + data);
        }

        @Override
        public Features features() { return data.features().and(Features.of(Feature.BATCH_IO)); }

        @Override
        public boolean serves(Access access) { return data.serves(access); }

        @Override
        public List<DataMode> fallbacks() { return List.of(data); }
    }
}
