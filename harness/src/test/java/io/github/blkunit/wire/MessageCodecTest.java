package io.github.blkunit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageCodecTest {

    @Test
    void everyMessageComesBackAsItWas() throws Exception {
        for (Message message : Samples.all()) {
            assertThat(MessageCodec.decode(MessageCodec.encode(message))).isEqualTo(message);
        }
    }

    @Test
    void theSamplesHoldEveryMessageThatThereIs() {
        Set<Class<?>> sampled = new HashSet<>();
        for (Message message : Samples.all()) sampled.add(message.getClass());
        assertThat(sampled).containsExactlyInAnyOrderElementsOf(records(Message.class));
    }

    @Test
    void noTwoMessagesShareACode() {
        Set<String> pairs = new HashSet<>();
        Set<Integer> codes = new HashSet<>();
        for (Message message : Samples.all()) {
            pairs.add(message.code() + message.getClass().getName());
            codes.add(message.code());
        }
        assertThat(codes).hasSameSizeAs(pairs);
    }

    @Test
    void aMessageCutAnywhereIsRefusedAndSoIsATail() {
        for (Message message : Samples.all()) {
            byte[] whole = MessageCodec.encode(message);
            for (int length = 0; length < whole.length; length++) {
                byte[] part = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> MessageCodec.decode(part)).as("%s cut at %d", message, length)
                        .isInstanceOf(WireException.class);
            }
            assertThatThrownBy(() -> MessageCodec.decode(Arrays.copyOf(whole, whole.length + 1))).isInstanceOf(
                    WireException.class);
        }
    }

    @Test
    void aChangedByteGivesAMessageOrAWireExceptionButNothingElse() throws Exception {
        for (Message message : Samples.all()) {
            byte[] whole = MessageCodec.encode(message);
            for (int i = 0; i < whole.length; i++) {
                for (int value : new int[] {0, 1, 0x7f, 0x80, 0xff}) {
                    byte[] changed = whole.clone();
                    changed[i] = (byte) value;
                    try {
                        assertThat(MessageCodec.decode(changed)).isNotNull();
                    } catch (WireException e) {
                        assertThat(e).hasMessageNotContaining("null");
                    }
                }
            }
        }
    }

    @Test
    void hostileLengthsAllocateNothing() {
        byte[] hugeList = {21, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07};
        assertThatThrownBy(() -> MessageCodec.decode(hugeList)).isInstanceOf(WireException.class)
                .hasMessageContaining("length exceeds the message");
        byte[] negative = {11, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1};
        assertThatThrownBy(() -> MessageCodec.decode(negative)).isInstanceOf(WireException.class);
    }

    @Test
    void anUnknownCodeIsNamed() {
        assertThatThrownBy(() -> MessageCodec.decode(new byte[] {99})).hasMessage("no such message: code=99");
    }

    @Test
    void failuresNestedWithoutEndAreRefused() {
        Failure failure = null;
        for (int i = 0; i < 40; i++) {
            failure = new Failure("a.B", List.of(), null, "", List.of(), null, null, failure, List.of(), List.of());
        }
        byte[] body = MessageCodec.encode(new RunMessage.RunFinished(1, failure));
        assertThatThrownBy(() -> MessageCodec.decode(body)).hasMessageContaining("nests too deep");
    }

    private static List<Class<?>> records(Class<?> sealedType) {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> permitted : sealedType.getPermittedSubclasses()) {
            if (permitted.isRecord()) {
                found.add(permitted);
            } else {
                found.addAll(records(permitted));
            }
        }
        return found;
    }
}
