package io.github.blkunit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.DeviceChannel.Access;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a regular file, which answers everything but the ioctls. */
class DeviceChannelTest {
    private static final ByteSize PAGE = ByteSize.kib(4);

    @TempDir
    Path folder;

    @Test
    void reads_what_was_written_where_it_was_written() throws IOException {
        try (DeviceChannel channel = disk().openBuffered(Access.READ_WRITE)) {
            channel.writeFully(4096, IoBuffer.filled(PAGE, 0xAB));
            channel.sync();
            IoBuffer read = IoBuffer.ofSize(PAGE);
            channel.readFully(4096, read);
            assertThat(read.firstOtherThan(0xAB)).isEqualTo(-1);
            channel.readFully(2048, read);
            assertThat(read.firstOtherThan(0)).isEqualTo(2048);
        }
    }

    @Test
    void tells_the_end_of_the_device() throws IOException {
        try (DeviceChannel channel = disk().openBuffered(Access.READ_ONLY)) {
            assertThat(channel.read(65536, IoBuffer.ofSize(PAGE))).isZero();
            assertThatExceptionOfType(EOFException.class).isThrownBy(() -> channel.readFully(65536 - 512, IoBuffer.ofSize(PAGE)))
                    .withMessageContaining("offset=65024, wanted=4096, got=512");
        }
    }

    @Test
    void a_failed_call_names_itself_its_inputs_and_the_errno() throws IOException {
        Device disk = disk();
        try (DeviceChannel channel = disk.openBuffered(Access.READ_ONLY)) {
            assertThatExceptionOfType(ErrnoException.class).isThrownBy(() -> channel.writeFully(512, IoBuffer.ofSize(PAGE)))
                    .withMessage("pwrite failed: EBADF (9): file=" + disk.path() + ", offset=512, bytes=4096");
            assertThatExceptionOfType(ErrnoException.class).isThrownBy(() -> channel.ioctls().logicalBlockSize())
                    .withMessage("ioctl BLKSSZGET failed: ENOTTY (25): file=" + disk.path() + ", request=0x1268");
        }
        assertThatExceptionOfType(ErrnoException.class).isThrownBy(() -> Device.at(folder.resolve("none")).open(Access.READ_ONLY))
                .withMessageContainingAll("open failed: ENOENT (2)", "none").satisfies(e -> assertThat(e.errno()).isEqualTo(
                        Errno.ENOENT));
    }

    @Test
    void does_nothing_once_closed() throws IOException {
        DeviceChannel channel = disk().openBuffered(Access.READ_ONLY);
        channel.close();
        channel.close();
        assertThatIllegalStateException().isThrownBy(() -> channel.read(0, IoBuffer.ofSize(PAGE))).withMessageContaining(
                "closed");
        assertThatIllegalStateException().isThrownBy(channel::sync);
        assertThatIllegalStateException().isThrownBy(() -> channel.ioctls().size());
        assertThatIllegalStateException().isThrownBy(channel::descriptor);
        assertThat(channel.toString()).endsWith("disk (closed)");
    }

    @Test
    void buffers_are_aligned_for_direct_io() {
        for (int i = 0; i < 10; i++) { assertThat(IoBuffer.ofSize(new ByteSize(512)).memory().address() % 4096).isZero(); }
    }

    private Device disk() throws IOException { return Device.at(Files.write(folder.resolve("disk"), new byte[65536])); }
}
