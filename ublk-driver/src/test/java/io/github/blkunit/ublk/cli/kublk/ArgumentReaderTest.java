package io.github.blkunit.ublk.cli.kublk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArgumentReaderTest {
    private static Arguments read(String line) { return ArgumentReader.read(line.split(" ", -1)); }

    @Test
    void options_and_files_come_in_any_order() {
        Arguments arguments = read("add a.img -t loop -q 2 --nthreads=3 b.img");
        assertThat(arguments.command()).isEqualTo("add");
        assertThat(arguments.files()).containsExactly("a.img", "b.img");
        assertThat(arguments.text(Option.TYPE)).isEqualTo("loop");
        assertThat(arguments.number(Option.QUEUES, 0)).isEqualTo(2);
        assertThat(arguments.number(Option.NTHREADS, 0)).isEqualTo(3);
    }

    @Test
    void short_flags_can_be_bundled_and_carry_their_argument() {
        Arguments arguments = read("add -zbq4 -n 7");
        assertThat(arguments.values()).containsOnlyKeys(Option.ZERO_COPY, Option.BATCH, Option.QUEUES, Option.NUMBER);
        assertThat(arguments.number(Option.QUEUES, 0)).isEqualTo(4);
    }

    @Test
    void an_unknown_long_option_is_the_targets_and_has_an_argument() {
        Arguments arguments = read("add -t fault_inject --delay_us 2000 --die_during_fetch=1");
        assertThat(arguments.targetNumber("delay_us", 0)).isEqualTo(2000);
        assertThat(arguments.targetNumber("die_during_fetch", 0)).isEqualTo(1);
        assertThat(arguments.targetNumber("chunk_size", 65536)).isEqualTo(65536);
        assertThatThrownBy(() -> read("add --delay_us")).isInstanceOf(UsageException.class).hasMessageContaining("--delay_us");
    }

    @Test
    void two_dashes_end_the_options() {
        assertThat(read("add -- -q 2").files()).containsExactly("-q", "2");
    }

    @Test
    void numbers_are_decimal_or_hexadecimal_and_the_last_one_counts() {
        assertThat(read("add -d 0x10 -d 0x20").number(Option.DEPTH, 0)).isEqualTo(32);
        assertThat(read("add -d 010").number(Option.DEPTH, 0)).isEqualTo(10);
        assertThatThrownBy(() -> read("add -d many").number(Option.DEPTH, 0)).hasMessage("not a number: --depth=many");
        assertThatThrownBy(() -> read("add -d 2000").number(Option.DEPTH, 0, 1, 1024)).hasMessageContaining(
                "--depth=2000 (1..1024)");
    }

    @Test
    void wrong_words_are_named() {
        assertThatThrownBy(() -> read("add -x")).hasMessage("unknown option: -x in -x");
        assertThatThrownBy(() -> read("add -q")).hasMessage("the option needs an argument: -q");
        assertThatThrownBy(() -> read("add --zero_copy=1")).hasMessageContaining("has no argument");
        assertThatThrownBy(ArgumentReader::read).hasMessage("a command is needed");
    }
}
