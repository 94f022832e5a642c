package io.github.blkunit.vm.container;

import io.github.blkunit.vm.ChannelInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;

/** Standard input and output of a container as streams: QEMU's monitor, which so needs no port that others could reach. */
final class Stdio implements AutoCloseable {
    private final Pipe input = Pipe.open();
    private final Pipe output = Pipe.open();

    Stdio() throws IOException {}

    /** The container's standard input, for the client that feeds it; closing is its end. */
    InputStream input() {
        return new ChannelInput(Channels.newInputStream(input.source()), () -> true);
    }

    /** Goes to the container's standard input. */
    OutputStream toContainer() {
        return Channels.newOutputStream(input.sink());
    }

    /** What came from the container's standard output. */
    InputStream fromContainer() {
        return Channels.newInputStream(output.source());
    }

    /** Takes what the client read from the container's standard output. */
    void accept(byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            output.sink().write(left);
        }
    }

    @Override
    public void close() throws IOException {
        try (var _ = input.sink(); var _ = input.source(); var _ = output.sink(); var _ = output.source()) {
            // all four, whichever fails
        }
    }
}
