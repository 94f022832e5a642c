package io.github.blkunit.vm.container;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks a daemon whether it is there, with a deadline for the whole exchange: the Docker client has none and hangs with a daemon that
 * accepts connections and does not answer.
 */
final class DockerPing {
    private static final String REQUEST = "GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n";

    private final Duration limit;

    DockerPing(Duration limit) { this.limit = limit; }

    /** Why the daemon cannot be used; nothing if it answers. Behind TLS only the connection is tried. */
    Optional<String> trouble(URI daemon, boolean tls) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        try (SocketChannel channel = open(daemon); Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            if (!channel.connect(address(daemon))) {
                while (!channel.finishConnect()) {
                    await(selector, deadline);
                }
            }
            return tls ? Optional.empty() : answer(channel, selector, key, deadline);
        } catch (SilentException e) {
            return Optional.of("the Docker daemon at " + daemon + " does not answer within " + limit.toSeconds()
                    + " s (restart it, or set DOCKER_HOST to one that works)");
        } catch (IOException | IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            String cure = message.contains("Permission denied")
                    ? " (join the group of the socket, e.g. sudo usermod -aG docker $USER)"
                    : " (is the daemon running?)";
            return Optional.of("no Docker daemon at " + daemon + ": " + message + cure);
        }
    }

    private static Optional<String> answer(SocketChannel channel, Selector selector, SelectionKey key, long deadline)
            throws IOException, InterruptedException {
        channel.write(ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.US_ASCII)));
        key.interestOps(SelectionKey.OP_READ);
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
            int end = text.indexOf('\n');
            if (end >= 0) {
                String status = text.substring(0, end).strip();
                return status.matches("HTTP/1\\.\\d 200.*") ? Optional.empty() : Optional.of(
                        "this is no Docker daemon: it answered '" + status + "'");
            }
            await(selector, deadline);
        }
        throw new IOException("it closed the connection without an answer");
    }

    private static void await(Selector selector, long deadline) throws IOException, InterruptedException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SilentException();
        }
        selector.select(left);
        selector.selectedKeys().clear();
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while waiting for the Docker daemon");
        }
    }

    private static SocketChannel open(URI daemon) throws IOException {
        return daemon.getScheme().equals("unix") ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
    }

    private static SocketAddress address(URI daemon) throws IOException {
        if (daemon.getScheme().equals("unix")) {
            return UnixDomainSocketAddress.of(daemon.getPath());
        }
        InetSocketAddress address = new InetSocketAddress(daemon.getHost(), daemon.getPort());
        if (address.isUnresolved()) {
            throw new IOException("unknown host " + daemon.getHost());
        }
        return address;
    }

    private static final class SilentException extends IOException {
        private static final long serialVersionUID = 1;
    }
}
