package io.github.blkunit.vm.qemu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * QEMU's monitor: commands in JSON, one answer to each (QEMU Machine Protocol). Events in between are passed over. One thread uses it; one
 * connection at a time is served. Closing it leaves the machine as it is.
 */
public final class Monitor implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final AutoCloseable connection;
    private final OutputStream out;
    private final MappingIterator<JsonNode> answers;

    private Monitor(AutoCloseable connection, InputStream in, OutputStream out) throws IOException {
        this.connection = connection;
        this.out = out;
        this.answers = JSON.readerFor(JsonNode.class).readValues(in);
    }

    /** Connects to the unix socket where a QEMU of this host listens. */
    public static Monitor at(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        return over(channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
    }

    /**
     * Speaks over an open connection.
     *
     * @param connection closed with the monitor, or when it does not greet
     */
    public static Monitor over(AutoCloseable connection, InputStream in, OutputStream out) throws IOException {
        boolean greeted = false;
        try {
            Monitor monitor = new Monitor(connection, in, out);
            JsonNode greeting = monitor.next();
            if (!greeting.has("QMP")) throw new IOException("this is no monitor of QEMU: it says " + greeting);
            monitor.execute("qmp_capabilities", Map.of());
            greeted = true;
            return monitor;
        } finally {
            if (!greeted) closeQuietly(connection);
        }
    }

    /**
     * Executes a command and returns what it answers.
     *
     * @param command such as {@code query-status}
     * @throws IOException if QEMU refuses it, with QEMU's words, or is gone
     */
    public JsonNode execute(String command, Map<String, ?> arguments) throws IOException {
        ObjectNode request = JSON.createObjectNode().put("execute", command);
        if (!arguments.isEmpty()) request.set("arguments", JSON.valueToTree(arguments));
        out.write(JSON.writeValueAsBytes(request));
        out.write('\n');
        out.flush();
        while (true) {
            JsonNode answer = next();
            if (answer.has("return")) return answer.get("return");
            if (answer.has("error")) {
                throw new IOException("QEMU refuses " + command + ": " + answer.get("error").path("desc").asText());
            }
        }
    }

    /** Executes a command of the monitor for people, such as {@code info registers -a}, and returns what it prints. */
    public String executeForPeople(String line) throws IOException {
        return execute("human-monitor-command", Map.of("command-line", line)).asText();
    }

    /**
     * Stops the machine and writes the state of its devices and CPUs; its memory stays in the file that it is in.
     *
     * @param state as QEMU sees it
     */
    public void save(String state, Duration limit) throws IOException, InterruptedException {
        execute("stop", Map.of());
        move("migrate", state, limit);
    }

    /**
     * Lets a machine that was started as a copy go on where its template was saved.
     *
     * @param state what {@link #save} wrote, as QEMU sees it
     */
    public void resume(String state, Duration limit) throws IOException, InterruptedException {
        move("migrate-incoming", state, limit);
        execute("cont", Map.of()); // it was stopped when it was saved, and is when it wakes up
    }

    private void move(String command, String state, Duration limit) throws IOException, InterruptedException {
        // Memory is not in the stream: it is in the file that both have.
        execute("migrate-set-capabilities", Map.of("capabilities", List.of(Map.of("capability", "x-ignore-shared", "state",
                true))));
        execute(command, Map.of("uri", "file:" + state));
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            JsonNode progress = execute("query-migrate", Map.of());
            String status = progress.path("status").asText();
            if (status.equals("completed")) return;
            if (status.equals("failed") || status.equals("cancelled")) {
                throw new IOException("QEMU's " + command + " failed: file=" + state + ": " + progress.path("error-desc").asText(
                        status));
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("QEMU's " + command + " did not end within " + limit.toSeconds() + " s: file=" + state
                        + ", status=" + status);
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    @Override
    public void close() {
        closeQuietly(connection);
    }

    private JsonNode next() throws IOException {
        if (!answers.hasNextValue()) throw new IOException("QEMU's monitor closed the connection");
        return answers.nextValue();
    }

    private static void closeQuietly(AutoCloseable connection) {
        try {
            connection.close();
        } catch (Exception e) {
            // Nothing depends on its end: the machine goes on.
        }
    }
}
