package io.github.blkunit.vm.process;

import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.QemuFault;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Waits until a QEMU that was just started runs its guest: it has connected the agent channel, and its monitor, which QEMU serves only once the
 * machine is set up, has greeted.
 */
final class QemuStart {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Process process;
    private final long deadline;
    private final Supplier<String> complaint;

    /** @param complaint says what QEMU printed, when it failed */
    QemuStart(Process process, Duration limit, Supplier<String> complaint) {
        this.process = process;
        this.deadline = System.nanoTime() + limit.toNanos();
        this.complaint = complaint;
    }

    /** The agent channel, blocking. */
    SocketChannel agent(ServerSocketChannel server) throws IOException, MachineFault, InterruptedException {
        server.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            server.register(selector, SelectionKey.OP_ACCEPT);
            while (true) {
                SocketChannel channel = server.accept();
                if (channel != null) {
                    return channel;
                }
                selector.select(LOOK_AGAIN.toMillis());
                goOn("it did not connect the agent channel");
            }
        }
    }

    /** Returns after the monitor's greeting; the connection is closed again, for others to use. */
    void monitor(Path socket) throws IOException, MachineFault, InterruptedException {
        try (SocketChannel channel = connected(socket); Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            ByteBuffer buffer = ByteBuffer.allocate(4096);
            while (read(channel, buffer) == 0) {
                selector.select(LOOK_AGAIN.toMillis());
                goOn("its monitor did not greet");
            }
        }
    }

    private int read(SocketChannel channel, ByteBuffer buffer) throws MachineFault, InterruptedException {
        try {
            int count = channel.read(buffer);
            return count < 0 ? awaitExit() : count;
        } catch (IOException e) {
            return awaitExit(); // reset by a QEMU that dies
        }
    }

    private SocketChannel connected(Path socket) throws MachineFault, InterruptedException {
        while (true) {
            try {
                return SocketChannel.open(UnixDomainSocketAddress.of(socket));
            } catch (IOException e) {
                goOn("its monitor did not listen: " + e); // not there yet
                Thread.sleep(LOOK_AGAIN);
            }
        }
    }

    /** The monitor ended the connection: QEMU is about to exit. */
    private int awaitExit() throws MachineFault, InterruptedException {
        while (true) {
            goOn("its monitor closed the connection");
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private void goOn(String missing) throws MachineFault, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while QEMU started");
        }
        if (!process.isAlive()) {
            throw new QemuFault("QEMU did not start: " + complaint.get());
        }
        if (System.nanoTime() > deadline) {
            throw new QemuFault("QEMU did not start in time: " + missing + "; " + complaint.get());
        }
    }
}
