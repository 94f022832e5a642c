package io.github.blkunit.wire;

import java.io.IOException;

/**
 * Three messages that open a connection: guest's hello, host's hello with its proof, guest's proof. The secret itself is never sent.
 * The version is the first field of both hellos in every version, so that versions can always tell each other apart.
 */
public sealed interface HandshakeMessage extends Message {

    /**
     * The guest begins: a virtio-serial port accepts its bytes once the host is there.
     *
     * @param version {@link Handshake#VERSION} of the guest
     * @param nonce 32 fresh random bytes
     */
    record GuestHello(int version, Bytes nonce) implements HandshakeMessage {
        @Override
        public int code() { return 1; }

        @Override
        public void encode(Encoder to) {
            to.number(version).bytes(nonce);
        }

        static GuestHello decode(Decoder from) throws IOException {
            return new GuestHello(from.integer(), from.bytes());
        }
    }

    /**
     * The host answers and proves first.
     *
     * @param version {@link Handshake#VERSION} of the host
     * @param epoch the host's number of this connection: clones of one machine wake up with the same memory and are told apart by it
     * @param nonce 32 fresh random bytes
     * @param proof that the host knows the secret
     */
    record HostHello(int version, long epoch, Bytes nonce, Bytes proof) implements HandshakeMessage {
        @Override
        public int code() { return 2; }

        @Override
        public void encode(Encoder to) {
            to.number(version).number(epoch).bytes(nonce).bytes(proof);
        }

        static HostHello decode(Decoder from) throws IOException {
            return new HostHello(from.integer(), from.number(), from.bytes(), from.bytes());
        }
    }

    /**
     * The guest proves, and says what it is.
     *
     * @param proof that the guest knows the secret
     * @param javaFeature feature version of the guest's Java run time, such as 25
     * @param kernel the guest's kernel release, or what the system property {@code os.version} says
     */
    record GuestProof(Bytes proof, int javaFeature, String kernel) implements HandshakeMessage {
        @Override
        public int code() { return 3; }

        @Override
        public void encode(Encoder to) {
            to.bytes(proof).number(javaFeature).text(kernel);
        }

        static GuestProof decode(Decoder from) throws IOException {
            return new GuestProof(from.bytes(), from.integer(), from.text());
        }
    }
}
