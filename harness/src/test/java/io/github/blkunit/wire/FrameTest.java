package io.github.blkunit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameTest {
    private static final byte[] BODY = {1, 2, 3, 4, 5};

    @Test
    void framesComeBackInOrderAndTheEndBetweenThemIsClean() throws IOException {
        FrameReader reader = reader(frames(BODY, new byte[0], new byte[FrameLayout.MAX_BODY]));
        assertThat(reader.read()).isEqualTo(BODY);
        assertThat(reader.read()).isEmpty();
        assertThat(reader.read()).hasSize(FrameLayout.MAX_BODY);
        assertThat(reader.read()).isNull();
    }

    @Test
    void aFrameTornAtAnyByteIsRecognised() throws IOException {
        byte[] two = frames(BODY, BODY);
        int frame = two.length / 2;
        for (int length = 1; length < two.length; length++) {
            if (length == frame) continue;
            FrameReader reader = reader(Arrays.copyOf(two, length));
            if (length > frame) reader.read();
            assertThatThrownBy(reader::read).as("cut at %d", length).isInstanceOf(WireException.class)
                    .hasMessageContaining("ended within a frame");
        }
    }

    @Test
    void anyFlippedBitIsRecognised() throws IOException {
        byte[] frame = frames(BODY);
        for (int bit = 0; bit < frame.length * 8; bit++) {
            byte[] damaged = frame.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> reader(damaged).read()).as("bit %d", bit).isInstanceOf(WireException.class);
        }
    }

    @Test
    void hostileLengthsAreRefusedBeforeAnythingIsAllocated() throws IOException {
        for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, FrameLayout.MAX_BODY + 1}) {
            byte[] frame = frames(BODY);
            ByteBuffer.wrap(frame).putInt(FrameLayout.LENGTH_OFFSET, length);
            assertThatThrownBy(() -> reader(frame).read()).hasMessageContaining("length out of range");
        }
    }

    @Test
    void lostAndRepeatedFramesAreRecognised() throws IOException {
        byte[] two = frames(BODY, BODY);
        byte[] second = Arrays.copyOfRange(two, two.length / 2, two.length);
        assertThatThrownBy(() -> reader(second).read()).hasMessage("frame out of order: sequence=1, expected=0");
        byte[] first = frames(BODY);
        FrameReader repeated = reader(concat(first, first));
        repeated.read();
        assertThatThrownBy(repeated::read).hasMessage("frame out of order: sequence=0, expected=1");
    }

    @Test
    void garbageBetweenFramesIsNamed() throws IOException {
        FrameReader reader = reader(concat(frames(BODY), "Kernel panic - not syncing".getBytes(StandardCharsets.US_ASCII)));
        reader.read();
        assertThatThrownBy(reader::read).hasMessageContaining("not a frame").hasMessageContaining("something else writes");
    }

    @Test
    void aBodyThatIsTooLargeIsNotWrittenAndTheNextFrameStillIs() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FrameWriter writer = new FrameWriter(out);
        assertThatThrownBy(() -> writer.write(new byte[FrameLayout.MAX_BODY + 1])).isInstanceOf(IllegalArgumentException.class);
        writer.write(BODY);
        assertThat(reader(out.toByteArray()).read()).isEqualTo(BODY);
    }

    private static FrameReader reader(byte[] bytes) {
        return new FrameReader(new ByteArrayInputStream(bytes));
    }

    private static byte[] frames(byte[]... bodies) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FrameWriter writer = new FrameWriter(out);
        for (byte[] body : bodies) writer.write(body);
        return out.toByteArray();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
