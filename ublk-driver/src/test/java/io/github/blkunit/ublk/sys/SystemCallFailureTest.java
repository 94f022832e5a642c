package io.github.blkunit.ublk.sys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.ublk.uapi.BlockIoctl;
import io.github.blkunit.ublk.uapi.LibC;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every function of the C library that the server calls is refused once, by the real kernel. The ring's calls have their own test. */
class SystemCallFailureTest {
    private static final int NOWHERE = -1;

    /** A call that no kernel grants, and its answer. */
    @SuppressWarnings("ImmutableEnumChecker") // the calls keep nothing
    enum Refused {
        OPEN(() -> Sys.open("/does/not/exist", LibC.O_RDWR()), LibC.ENOENT()),
        CLOSE(() -> Sys.close(NOWHERE), LibC.EBADF()),
        READ(() -> Sys.read(NOWHERE, 0, 8), LibC.EBADF()),
        WRITE(() -> Sys.write(NOWHERE, 0, 8), LibC.EBADF()),
        PREAD(() -> Sys.pread(NOWHERE, 0, 8, 0), LibC.EBADF()),
        PWRITE(() -> Sys.pwrite(NOWHERE, 0, 8, 0), LibC.EBADF()),
        MMAP(() -> Sys.mmap(0, LibC.PROT_READ(), LibC.MAP_PRIVATE() | LibC.MAP_ANONYMOUS(), NOWHERE, 0), LibC.EINVAL()),
        MUNMAP(() -> Sys.munmap(1, 4096), LibC.EINVAL()),
        MADVISE(() -> Sys.madvise(1, 4096, LibC.MADV_DONTNEED()), LibC.EINVAL()),
        MLOCKALL(() -> Sys.mlockall(0), LibC.EINVAL()),
        MEMFD_CREATE(() -> Sys.memfd("n".repeat(300)), LibC.EINVAL()),
        FTRUNCATE(() -> Sys.ftruncate(NOWHERE, 0), LibC.EBADF()),
        EVENTFD(() -> Sys.eventfd(-1), LibC.EINVAL()),
        IOCTL(() -> Sys.ioctl(NOWHERE, BlockIoctl.BLKGETSIZE64(), MemorySegment.NULL), LibC.EBADF()),
        PRCTL(() -> Sys.prctl(-1, 0), LibC.EINVAL()),
        SCHED_SETAFFINITY(() -> Sys.setAffinity(Arena.ofAuto().allocate(8)), LibC.EINVAL()),
        SYSCONF(() -> Sys.sysconf(-1), LibC.EINVAL()),
        SYSCALL(() -> Sys.syscall(1 << 20, 0, 0, 0, 0, 0, 0), LibC.ENOSYS());

        private final LongSupplier call;
        private final int errno;

        Refused(LongSupplier call, int errno) {
            this.call = call;
            this.errno = errno;
        }
    }

    @ParameterizedTest @EnumSource
    void the_error_number_comes_back_with_its_sign_turned(Refused refused) {
        assertThat(refused.call.getAsLong()).isEqualTo(-refused.errno);
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertRefused(() -> OpenFile.of(Path.of("/does/not/exist"), OpenFile.Caching.CACHED),
                "open failed: errno=ENOENT (2), path=/does/not/exist, caching=CACHED; look whether it is there");
    }

    @Test
    void a_device_that_is_no_block_device_is_named() {
        assertRefused(() -> OpenFile.of(Path.of("/dev/null"), OpenFile.Caching.CACHED),
                "ioctl(BLKGETSIZE64) failed: errno=ENOTTY (25), path=/dev/null; this is no block device");
    }

    @Test
    void a_file_that_was_closed_already_is_named(@TempDir Path folder) throws Exception {
        OpenFile file = OpenFile.of(Files.createFile(folder.resolve("file")), OpenFile.Caching.CACHED);
        file.close();
        assertRefused(file::close, "close failed: errno=EBADF (9), fd=" + file.fd());
    }

    @Test
    void a_name_too_long_for_a_file_in_memory_is_named() {
        assertRefused(() -> OpenFile.inMemory("n".repeat(300), 4096), "memfd_create failed: errno=EINVAL (22), name=nnn");
    }

    @Test
    void a_size_that_a_file_in_memory_cannot_have_is_named() {
        assertRefused(() -> OpenFile.inMemory("disk", -1), "ftruncate failed: errno=EINVAL (22), memfd=disk, size=-1");
    }

    @Test
    void memory_that_cannot_be_touched_says_how_much_it_was() {
        try (Arena arena = Arena.ofConfined(); OpenFile file = OpenFile.inMemory("short", 4096)) {
            MemorySegment behindTheEnd = Mapping.shared(file.fd(), 8192, arena).asSlice(4096);
            assertRefused(() -> Mapping.touch(behindTheEnd), "madvise(POPULATE_WRITE) failed: errno=EFAULT (14), bytes=4096");
        }
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(SystemCallException.class).hasMessageStartingWith(message);
    }
}
