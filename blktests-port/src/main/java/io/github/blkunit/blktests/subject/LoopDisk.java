package io.github.blkunit.blktests.subject;

import io.github.blkunit.Device;
import io.github.blkunit.ErrnoException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A loop device with a file behind it. Every method opens the device for itself; what the driver refuses is an
 * {@link ErrnoException}. Closing detaches it, if that has not been done.
 */
public interface LoopDisk extends AutoCloseable {
    /** The whole disk. */
    Device device();

    /** LOOP_SET_BLOCK_SIZE: changes the logical block size, in bytes. EINVAL if it is no power of two from 512 to a page. */
    void blockSize(int bytes) throws IOException;

    /** LOOP_SET_DIRECT_IO: whether the file is read and written past the page cache. */
    void directIo(boolean on) throws IOException;

    /** LOOP_CHANGE_FD: puts another file of the same size behind a read-only device. */
    void changeFile(Path file) throws IOException;

    /** LOOP_SET_CAPACITY: looks at the file's size anew. */
    void refreshCapacity() throws IOException;

    /** LOOP_GET_STATUS or LOOP_GET_STATUS64 with a null pointer, which the driver has to refuse with EINVAL. */
    void statusIntoNothing(StatusForm form) throws IOException;

    /** LOOP_CLR_FD: the file goes once nobody has the device open any more. Does not wait for that. */
    void clear() throws IOException;

    /**
     * {@link #clear}, then waits until the file is gone.
     *
     * @throws IOException if somebody keeps the device open for too long
     */
    void detach() throws IOException;

    /** {@link #detach} if a file is attached. */
    @Override
    void close() throws IOException;

    /** The two forms in which the driver tells its status. */
    enum StatusForm {
        /** {@code struct loop_info}. */
        OLD,
        /** {@code struct loop_info64}. */
        WIDE
    }
}
