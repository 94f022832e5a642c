package io.github.blkunit.vm.container;

import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/** A tar archive that is written by a thread of its own while somebody reads it, so that it is nowhere as a whole. */
final class TarPipe implements AutoCloseable {
    private final PipedInputStream in = new PipedInputStream(1 << 16);
    private final Thread writer;
    private volatile @Nullable IOException trouble;

    /** Writes the archive's content. */
    @FunctionalInterface
    interface Content {
        void writeTo(TarArchiveOutputStream tar) throws IOException;
    }

    TarPipe(Content content) throws IOException {
        PipedOutputStream out = new PipedOutputStream(in);
        writer = Thread.ofPlatform().name("blkunit-tar").daemon().unstarted(() -> write(content, out));
        writer.start();
    }

    /** The archive. Fails at its end, instead of ending, if it is not whole: a daemon would take half of it for all. */
    InputStream in() {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                return checked(super.read());
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return checked(super.read(bytes, offset, length));
            }
        };
    }

    private int checked(int result) throws IOException {
        IOException failed = trouble;
        if (result < 0 && failed != null) {
            throw new IOException("the archive is not whole", failed);
        }
        return result;
    }

    /**
     * Waits for the writer.
     *
     * @throws IOException if the archive could not be written; what was read of it is not whole
     */
    @Override
    public void close() throws IOException {
        in.close();
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        IOException failed = trouble;
        if (failed != null) {
            throw failed;
        }
    }

    private void write(Content content, PipedOutputStream out) {
        try (out) {
            try {
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new BufferedOutputStream(out, 1 << 16));
                tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
                tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
                content.writeTo(tar);
                tar.close(); // writes the end of the archive: only for a whole one, so not by try-with-resources
            } catch (IOException e) {
                trouble = e; // before the pipe ends, so that the reader sees it
            } catch (UncheckedIOException e) {
                trouble = e.getCause();
            }
        } catch (IOException e) {
            trouble = trouble == null ? e : trouble;
        }
    }
}
