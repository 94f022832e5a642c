package io.github.blkunit.counts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.blkunit.driver.Await;
import io.github.blkunit.driver.Command;
import io.github.blkunit.driver.DriverException;

/**
 * What the threads of a JVM have allocated on its heap, asked through HotSpot's attach socket: the JVM needs no agent, no option and no
 * counter of its own, and pays nothing but one safepoint per question.
 *
 * @param bytes by thread name; HotSpot rounds to KiB from 10 KiB on and to MiB from 10 MiB on
 */
record JvmAllocations(Map<String, Long> bytes) {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** {@code "NAME" #12 [34] ... allocated=123K ...} */
    private static final Pattern THREAD = Pattern.compile("^\"(.*?)\" #\\d+.*? allocated=(\\d+)([BKMG])", Pattern.MULTILINE);

    JvmAllocations { bytes = Map.copyOf(bytes); }

    /** Empty if the process is no HotSpot JVM. */
    static Optional<JvmAllocations> of(long pid) {
        if (!isJvm(pid)) { return Optional.empty(); }
        return Optional.of(parse(ask(pid, "jcmd", "Thread.print -e")));
    }

    static JvmAllocations parse(String dump) {
        Map<String, Long> bytes = new TreeMap<>();
        Matcher thread = THREAD.matcher(dump);
        while (thread.find()) {
            bytes.merge(thread.group(1), Long.parseLong(thread.group(2)) << (10 * "BKMG".indexOf(thread.group(3))), Long::sum);
        }
        if (bytes.isEmpty()) {
            throw new CountsException("the server's JVM does not say what its threads allocate: " + dump.lines().limit(5)
                    .toList());
        }
        return new JvmAllocations(bytes);
    }

    /** Bytes since then, of all threads but {@linkplain HotSpotThreads those of the JVM itself}. */
    long since(JvmAllocations earlier) {
        return bytes.entrySet().stream().filter(thread -> !HotSpotThreads.isOwn(thread.getKey())).mapToLong(thread -> thread
                .getValue() - earlier.bytes.getOrDefault(thread.getKey(), 0L)).sum();
    }

    private static boolean isJvm(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "maps")).contains("libjvm.so");
        } catch (IOException e) {
            throw new CountsException("the server is gone: pid=" + pid + ": " + e, e);
        }
    }

    /** HotSpot's attach protocol, version 1: a file asks the JVM to listen, SIGQUIT makes it look, a socket takes the command. */
    private static String ask(long pid, String... words) {
        Path socket = Path.of("/proc", Long.toString(pid), "root/tmp/.java_pid" + pid);
        try {
            if (!Files.exists(socket)) { listen(pid, socket); }
            try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(UnixDomainSocketAddress.of(socket));
                StringBuilder request = new StringBuilder("1\0");
                for (int i = 0; i < 4; i++) { request.append(i < words.length ? words[i] : "").append('\0'); }
                channel.write(ByteBuffer.wrap(request.toString().getBytes(StandardCharsets.UTF_8)));
                return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException | DriverException e) {
            throw new CountsException("the server's JVM does not answer: pid=" + pid + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CountsException("interrupted while asking the server's JVM: pid=" + pid, e);
        }
    }

    private static void listen(long pid, Path socket) throws IOException, DriverException, InterruptedException {
        Path request = Path.of("/proc", Long.toString(pid), "cwd/.attach_pid" + pid);
        Files.write(request, new byte[0]);
        try {
            Command.of("kill", "-QUIT", Long.toString(pid)).runOrFail(LIMIT);
            if (!Await.until(LIMIT, () -> Files.exists(socket))) {
                throw new IOException("no socket within " + LIMIT + ": " + socket);
            }
        } finally {
            Files.deleteIfExists(request);
        }
    }
}
