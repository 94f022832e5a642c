package io.github.blkunit.wire;

import io.github.blkunit.wire.HandshakeMessage.GuestHello;
import io.github.blkunit.wire.HandshakeMessage.GuestProof;
import io.github.blkunit.wire.HandshakeMessage.HostHello;
import io.github.blkunit.wire.LifeMessage.Goodbye;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Opens a connection: each side finds the other's preamble (skipping what a serial line may have left over), compares versions and proves
 * that it knows the secret of the run by an HMAC over both nonces, without sending it.
 */
public final class Handshake {
    /** Raised whenever a message changes. */
    public static final int VERSION = 3;

    static final byte[] PREAMBLE = "\nblkunit-wire\n".getBytes(StandardCharsets.US_ASCII);
    /** Garbage before the preamble is skipped up to here. */
    static final int MAX_GARBAGE = 64 << 10;
    private static final int NONCE = 32;

    private Handshake() {}

    /**
     * The host's side. Blocks until the guest has proven itself; the caller bounds the wait by closing the streams.
     *
     * @param epoch the host's number of this connection
     * @throws WireException if the other side is no agent of this version with this secret; it was told why
     */
    public static Connection asHost(InputStream in, OutputStream out, String secret, long epoch) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 64 << 10);
        awaitPreamble(buffered, "the guest's agent");
        FrameReader reader = new FrameReader(buffered);
        out.write(PREAMBLE);
        FrameWriter writer = new FrameWriter(out);
        GuestHello hello = expect(reader, GuestHello.class);
        if (hello.version() != VERSION) throw refuse(writer, wrongVersion("guest", hello.version(), "host"));
        Bytes nonce = nonce();
        writer.write(MessageCodec.encode(
                new HostHello(VERSION, epoch, nonce, proof("host", secret, epoch, hello.nonce(), nonce))));
        GuestProof guest = expect(reader, GuestProof.class);
        if (!same(guest.proof(), proof("guest", secret, epoch, hello.nonce(), nonce))) {
            throw refuse(writer, "the guest's agent does not know this run's secret: another machine answers on this channel");
        }
        return new Connection(reader, writer, epoch, guest.javaFeature(), guest.kernel());
    }

    /** Host: begins to speak with a machine that was frozen and cloned, which is silent until then. */
    public static void wake(OutputStream out) throws IOException {
        out.write(PREAMBLE);
        out.flush();
    }

    /**
     * Guest: blocks until the host of a clone wakes it.
     *
     * @param in the same stream that {@link #asGuest} gets next
     */
    public static void awaitWake(InputStream in) throws IOException {
        awaitPreamble(in, "the host of a clone");
    }

    /**
     * The guest's side.
     *
     * @param in read byte by byte at first; buffered by the caller
     * @throws WireException if the other side is no host of this version with this secret; it was told why
     */
    public static Connection asGuest(InputStream in, OutputStream out, String secret) throws IOException {
        FrameReader reader = new FrameReader(in);
        FrameWriter writer = new FrameWriter(out);
        out.write(PREAMBLE);
        Bytes nonce = nonce();
        writer.write(MessageCodec.encode(new GuestHello(VERSION, nonce)));
        awaitPreamble(in, "the host");
        HostHello host = expect(reader, HostHello.class);
        if (host.version() != VERSION) throw refuse(writer, wrongVersion("host", host.version(), "guest"));
        if (!same(host.proof(), proof("host", secret, host.epoch(), nonce, host.nonce()))) {
            throw refuse(writer, "the host does not know this machine's secret");
        }
        int feature = Runtime.version().feature();
        String kernel = System.getProperty("os.version", "unknown");
        writer.write(MessageCodec.encode(
                new GuestProof(proof("guest", secret, host.epoch(), nonce, host.nonce()), feature, kernel)));
        return new Connection(reader, writer, host.epoch(), feature, kernel);
    }

    private static void awaitPreamble(InputStream in, String who) throws IOException {
        int matched = 0;
        for (int skipped = 0; matched < PREAMBLE.length; skipped++) {
            int next = in.read();
            if (next < 0) throw new WireException("the channel ended before " + who + " spoke: bytes=" + skipped);
            if (skipped > MAX_GARBAGE) throw new WireException("no preamble of " + who + " within " + MAX_GARBAGE + " bytes");
            // The preamble's first byte occurs again only as its last one, so a mismatch starts over at that byte.
            matched = next == PREAMBLE[matched] ? matched + 1 : next == PREAMBLE[0] ? 1 : 0;
        }
    }

    private static <M extends Message> M expect(FrameReader reader, Class<M> kind) throws IOException {
        byte[] body = reader.read();
        if (body == null) throw new WireException("the channel ended within the handshake: awaited=" + kind.getSimpleName());
        Message message = MessageCodec.decode(body);
        if (message instanceof Goodbye goodbye) throw new WireException("refused by the other side: " + goodbye.reason());
        if (!kind.isInstance(message)) {
            throw new WireException("handshake out of order: awaited=" + kind.getSimpleName() + ", got="
                    + message.getClass().getSimpleName());
        }
        return kind.cast(message);
    }

    private static WireException refuse(FrameWriter writer, String reason) {
        WireException refusal = new WireException(reason);
        try {
            writer.write(MessageCodec.encode(new Goodbye(reason)));
        } catch (IOException e) {
            refusal.addSuppressed(e);
        }
        return refusal;
    }

    private static String wrongVersion(String peer, int theirs, String us) {
        return "wire versions differ: " + peer + "=" + theirs + ", " + us + "=" + VERSION
                + " (agent and engine must come from the same blkunit version)";
    }

    private static Bytes proof(String role, String secret, long epoch, Bytes guestNonce, Bytes hostNonce) {
        byte[] numbers = ByteBuffer.allocate(Integer.BYTES + Long.BYTES).putInt(VERSION).putLong(epoch).array();
        byte[] prefix = role.getBytes(StandardCharsets.US_ASCII);
        return Bytes.of(Hmac.of(secret, prefix, numbers, guestNonce.array(), hostNonce.array()));
    }

    private static boolean same(Bytes one, Bytes other) {
        return MessageDigest.isEqual(one.array(), other.array());
    }

    /** From the kernel, without the start-up of SecureRandom. */
    private static Bytes nonce() throws IOException {
        try (FileInputStream random = new FileInputStream("/dev/urandom")) {
            return Bytes.of(random.readNBytes(NONCE));
        }
    }
}
