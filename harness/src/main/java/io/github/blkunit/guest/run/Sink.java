package io.github.blkunit.guest.run;

import io.github.blkunit.wire.Message;
import io.github.blkunit.wire.MessageCodec;
import java.util.function.Consumer;

/** Where messages for the host go, from any thread. */
record Sink(Consumer<byte[]> encoded) {

    void send(Message message) {
        encoded.accept(MessageCodec.encode(message));
    }
}
