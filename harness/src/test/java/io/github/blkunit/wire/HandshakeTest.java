package io.github.blkunit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.wire.LifeMessage.Goodbye;
import io.github.blkunit.wire.LifeMessage.ThreadDumpRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HandshakeTest {
    private final Pipe toGuest = new Pipe();
    private final Pipe toHost = new Pipe();

    @Test
    void bothSidesWithTheSameSecretConnectAndTalk() throws Exception {
        CompletableFuture<Connection> guest = async(() -> Handshake.asGuest(toGuest.in, toHost.out, "secret"));
        Connection host = Handshake.asHost(toHost.in, toGuest.out, "secret", 42);
        assertThat(guest.join().epoch()).isEqualTo(42);
        assertThat(host.guestJavaFeature()).isEqualTo(Runtime.version().feature());
        host.send(new ThreadDumpRequest(1));
        assertThat(guest.join().receive()).isEqualTo(new ThreadDumpRequest(1));
        guest.join().send(new Goodbye("done"));
        assertThat(host.receive()).isEqualTo(new Goodbye("done"));
    }

    /** A clone's host counts frames from the beginning; one more of the template's would be out of order. */
    @Test
    void nothingIsSentAfterTheLastMessageNotEvenByThreadsThatWereAboutTo() throws Exception {
        CompletableFuture<Connection> guest = async(() -> Handshake.asGuest(toGuest.in, toHost.out, "secret"));
        Connection host = Handshake.asHost(toHost.in, toGuest.out, "secret", 42);
        guest.join().sendLast(new Goodbye("over"));
        assertThatThrownBy(() -> guest.join().send(new ThreadDumpRequest(1))).isInstanceOf(WireException.class)
                .hasMessageContaining(
                        "the connection is over: epoch=42");
        assertThat(host.receive()).isEqualTo(new Goodbye("over"));
        assertThat(toHost.in.available()).isZero();
    }

    @Test
    void aHostWithAnotherSecretIsRefusedByTheGuestAndToldWhy() {
        CompletableFuture<Connection> guest = async(() -> Handshake.asGuest(toGuest.in, toHost.out, "secret"));
        assertThatThrownBy(() -> Handshake.asHost(toHost.in, toGuest.out, "guess", 1)).isInstanceOf(WireException.class)
                .hasMessageContaining("refused by the other side").hasMessageContaining("secret");
        assertThatThrownBy(guest::join).isInstanceOf(CompletionException.class).hasRootCauseInstanceOf(WireException.class)
                .hasMessageContaining("does not know this machine's secret");
    }

    @Test
    void aGuestThatCannotProveItselfIsRefusedByTheHost() throws Exception {
        CompletableFuture<Connection> host = async(() -> Handshake.asHost(toHost.in, toGuest.out, "secret", 1));
        toHost.out.write(Handshake.PREAMBLE);
        FrameWriter writer = new FrameWriter(toHost.out);
        writer.write(MessageCodec.encode(new HandshakeMessage.GuestHello(Handshake.VERSION, Bytes.of(new byte[32]))));
        writer.write(MessageCodec.encode(new HandshakeMessage.GuestProof(Bytes.of(new byte[32]), 25, "x")));
        assertThatThrownBy(host::join).hasMessageContaining("does not know this run's secret");
    }

    @Test
    void theSecretNeverCrosses() throws Exception {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        CompletableFuture<Connection> guest =
                async(() -> Handshake.asGuest(toGuest.in, copying(toHost.out, seen), "a-very-visible-secret"));
        Handshake.asHost(toHost.in, copying(toGuest.out, seen), "a-very-visible-secret", 1);
        guest.join();
        assertThat(seen.toString(StandardCharsets.ISO_8859_1)).contains("blkunit-wire").doesNotContain("a-very-visible-secret");
    }

    @Test
    void anotherVersionIsNamedOnBothSides() throws Exception {
        CompletableFuture<Connection> host = async(() -> Handshake.asHost(toHost.in, toGuest.out, "secret", 1));
        toHost.out.write(Handshake.PREAMBLE);
        new FrameWriter(toHost.out).write(MessageCodec.encode(new HandshakeMessage.GuestHello(7, Bytes.of(new byte[32]))));
        assertThatThrownBy(host::join).hasMessageContaining("wire versions differ: guest=7, host=" + Handshake.VERSION);
        toGuest.in.skipNBytes(Handshake.PREAMBLE.length);
        assertThat(MessageCodec.decode(Objects.requireNonNull(new FrameReader(toGuest.in).read()))).asString().contains(
                "wire versions differ");
    }

    @Test
    void garbageBeforeTheHandshakeIsSkipped() throws Exception {
        byte[] garbage = "old\nblkunit-wi\nblkunit-wirX\n\n".getBytes(StandardCharsets.US_ASCII);
        toHost.out.write(garbage);
        toGuest.out.write(garbage);
        CompletableFuture<Connection> guest = async(() -> Handshake.asGuest(toGuest.in, toHost.out, "secret"));
        assertThat(Handshake.asHost(toHost.in, toGuest.out, "secret", 1).epoch()).isEqualTo(1);
        guest.join();
    }

    @Test
    void endlessGarbageIsRefused() {
        byte[] garbage = new byte[Handshake.MAX_GARBAGE * 2];
        assertThatThrownBy(() -> Handshake.asHost(new ByteArrayInputStream(garbage), OutputStream.nullOutputStream(), "s", 1))
                .hasMessageContaining("no preamble of the guest's agent");
    }

    @Test
    void aChannelThatEndsAtAnyByteOfTheHandshakeIsAnErrorThatSaysSo() throws Exception {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        CompletableFuture<Connection> guest = async(() -> Handshake.asGuest(toGuest.in, copying(toHost.out, sent), "secret"));
        Handshake.asHost(toHost.in, toGuest.out, "secret", 1);
        guest.join();
        for (int length = 0; length < sent.size(); length++) {
            ByteArrayInputStream part = new ByteArrayInputStream(sent.toByteArray(), 0, length);
            assertThatThrownBy(() -> Handshake.asHost(part, OutputStream.nullOutputStream(), "secret", 1)).as("cut at %d", length)
                    .isInstanceOf(WireException.class).hasMessageContaining("the channel ended");
        }
    }

    @Test
    void theSameStreamsCarryASecondHandshakeWithANewEpoch() throws Exception {
        for (long epoch = 1; epoch <= 2; epoch++) {
            CompletableFuture<Connection> guest = async(() -> Handshake.asGuest(toGuest.in, toHost.out, "secret"));
            Connection host = Handshake.asHost(toHost.in, toGuest.out, "secret", epoch);
            assertThat(guest.join().epoch()).isEqualTo(epoch);
            host.send(new Goodbye("parked"));
            assertThat(guest.join().receive()).isEqualTo(new Goodbye("parked"));
        }
    }

    @Test
    void heartbeatsKeepTheSilenceShortAndStopWithTheConnection() throws Exception {
        CompletableFuture<Connection> guest = async(() -> Handshake.asGuest(toGuest.in, toHost.out, "secret"));
        Connection host = Handshake.asHost(toHost.in, toGuest.out, "secret", 1);
        guest.join().startHeartbeat(Duration.ofMillis(1));
        CompletableFuture<Message> received = async(host::receive);
        while (host.silence().toMillis() > 500)
            Thread.onSpinWait();
        assertThat(received).isNotDone();
        guest.join().send(new Goodbye("done"));
        assertThat(received.join()).isEqualTo(new Goodbye("done"));
        guest.join().end();
    }

    @Test
    void anEndWithoutGoodbyeIsAnError() throws Exception {
        CompletableFuture<Connection> guest = async(() -> Handshake.asGuest(toGuest.in, toHost.out, "secret"));
        Connection host = Handshake.asHost(toHost.in, toGuest.out, "secret", 1);
        guest.join();
        toHost.out.close();
        assertThatThrownBy(host::receive).isInstanceOf(WireException.class).hasMessage("the channel ended without a goodbye");
    }

    @Test
    void theHmacIsTheOneOfRfc4231() {
        assertThat(HexFormat.of().formatHex(Hmac.of("Jefe", "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        byte[] longKey = new byte[131];
        Arrays.fill(longKey, (byte) 0xaa);
        byte[] data = "Test Using Larger Than Block-Size Key - Hash Key First".getBytes(StandardCharsets.US_ASCII);
        assertThat(HexFormat.of().formatHex(Hmac.of(longKey, data)))
                .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }

    private static OutputStream copying(OutputStream to, OutputStream copy) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                to.write(value);
                copy.write(value);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                to.write(bytes, offset, length);
                copy.write(bytes, offset, length);
            }
        };
    }

    private static <T> CompletableFuture<T> async(Callable<T> action) {
        CompletableFuture<T> future = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                future.complete(action.call());
            } catch (Exception e) {
                future.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return future;
    }
}
