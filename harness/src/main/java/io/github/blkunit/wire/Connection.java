package io.github.blkunit.wire;

import io.github.blkunit.wire.LifeMessage.Goodbye;
import io.github.blkunit.wire.LifeMessage.Heartbeat;
import java.io.IOException;
import java.time.Duration;

/**
 * An open connection, from the handshake to the goodbye. Any thread may send; one thread receives. The streams below belong to
 * whoever opened them.
 */
public final class Connection {
    private final FrameReader reader;
    private final FrameWriter writer;
    private final long epoch;
    private final int guestJavaFeature;
    private final String guestKernel;
    private final Object sending = new Object();
    private volatile long lastHeard = System.nanoTime();
    private volatile long received;
    private volatile boolean ended;
    /** Guarded by {@code sending}. */
    private boolean closed;

    Connection(FrameReader reader, FrameWriter writer, long epoch, int guestJavaFeature, String guestKernel) {
        this.reader = reader;
        this.writer = writer;
        this.epoch = epoch;
        this.guestJavaFeature = guestJavaFeature;
        this.guestKernel = guestKernel;
    }

    /** The host's number of this connection. */
    public long epoch() {
        return epoch;
    }

    /** Feature version of the guest's Java, such as 25. */
    public int guestJavaFeature() {
        return guestJavaFeature;
    }

    /** The guest's kernel release. */
    public String guestKernel() {
        return guestKernel;
    }

    /**
     * Sends a message; returns when the channel has taken it.
     *
     * @throws IllegalArgumentException if the message is larger than a frame may be; nothing was sent
     */
    public void send(Message message) throws IOException {
        sendEncoded(MessageCodec.encode(message));
    }

    /**
     * Sends a message, after which nothing is sent on this connection, by whichever thread: the channel is somebody else's then, who counts the frames anew.
     */
    public void sendLast(Message message) throws IOException {
        end();
        synchronized (sending) {
            send(message);
            closed = true;
        }
    }

    /** Sends a message that {@link MessageCodec#encode} has encoded, perhaps in another class loader. */
    public void sendEncoded(byte[] body) throws IOException {
        synchronized (sending) {
            if (closed) throw new WireException("the connection is over: epoch=" + epoch);
            writer.write(body);
        }
    }

    /**
     * The next message other than a heartbeat. After a {@link Goodbye} nothing is to be received any more.
     *
     * @throws WireException if the stream ended without a goodbye, or is damaged
     */
    public Message receive() throws IOException {
        while (true) {
            byte[] body = reader.read();
            if (body == null) throw new WireException("the channel ended without a goodbye");
            lastHeard = System.nanoTime();
            received = received() + 1;
            Message message = MessageCodec.decode(body);
            if (!(message instanceof Heartbeat)) return message;
        }
    }

    /** How long nothing has been received. Means silence only while a thread receives. */
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastHeard);
    }

    /** How many messages have been received, heartbeats included: for those whose clock may jump. */
    public long received() {
        return received;
    }

    /** Sends heartbeats from a thread of its own until {@link #end} or until sending fails (which the receiver will see, too). */
    public void startHeartbeat(Duration interval) {
        Thread heart = new Thread("blkunit-heartbeat-" + epoch) {
            @Override
            public void run() {
                beat(interval);
            }
        };
        heart.setDaemon(true);
        heart.start();
    }

    /** Stops the heartbeat. Idempotent; says nothing to the other side. */
    public void end() {
        synchronized (this) {
            ended = true;
            notifyAll();
        }
    }

    private void beat(Duration interval) {
        try {
            while (!ended) {
                send(new Heartbeat());
                synchronized (this) {
                    if (!ended) wait(interval.toMillis());
                }
            }
        } catch (IOException e) {
            end(); // the receiving side gets the same end of the channel, and reports it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
