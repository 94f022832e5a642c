package io.github.blkunit.guest;

import io.github.blkunit.wire.Connection;
import io.github.blkunit.wire.Message;
import java.io.IOException;
import java.time.Duration;

/**
 * The connection to whoever is the host at the moment: a machine that was saved and cloned gets another one, with all that runs in it
 * unaware. Any thread may send; the agent's thread receives and replaces.
 */
final class HostLine {
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private volatile Connection connection;
    private volatile boolean listening;

    HostLine(Connection connection) {
        this.connection = connection;
        connection.startHeartbeat(HEARTBEAT);
    }

    /** From now on the host is somebody else. */
    void replace(Connection next) {
        connection = next;
        next.startHeartbeat(HEARTBEAT);
    }

    void send(Message message) throws IOException {
        connection.send(message);
    }

    /** The machine is about to be saved: nothing goes to this host any more. */
    void sendLast(Message message) throws IOException {
        connection.sendLast(message);
    }

    void sendEncoded(byte[] message) throws IOException {
        connection.sendEncoded(message);
    }

    Message receive() throws IOException {
        listening = true;
        try {
            return connection.receive();
        } finally {
            listening = false;
        }
    }

    /** Whether the agent's thread waits for the host: while it does something else, silence says nothing about the host. */
    boolean isListening() {
        return listening;
    }

    /** How many messages the host of the moment has sent, heartbeats included. */
    long received() {
        return connection.received();
    }

    /** Stops the heartbeat. */
    void end() {
        connection.end();
    }
}
