package io.github.blkunit.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DebuggingTest {

    @Test
    void isOffUnlessAskedFor() {
        assertThat(of(Map.of()).isOn()).isFalse();
        assertThat(of(Map.of("blkunit.debug", "false")).isOn()).isFalse();
    }

    @Test
    void trueMeansTheUsualPorts() {
        assertThat(of(Map.of("blkunit.debug", "true", "blkunit.debug.kernel", "true"))).isEqualTo(new Debugging(OptionalInt.of(
                5005), OptionalInt.of(1234)));
        assertThat(of(Map.of("blkunit.debug", "8000")).java()).hasValue(8000);
    }

    @Test
    void whatIsNoPortIsRefusedByName() {
        assertThatThrownBy(() -> of(Map.of("blkunit.debug.kernel", "70000"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a port: blkunit.debug.kernel=70000 (true, or 1 to 65535)");
        assertThatThrownBy(() -> of(Map.of("blkunit.debug", "yes"))).hasMessageContaining("blkunit.debug=yes");
    }

    private static Debugging of(Map<String, String> values) {
        return Debugging.from(name -> Optional.ofNullable(values.get(name)));
    }
}
