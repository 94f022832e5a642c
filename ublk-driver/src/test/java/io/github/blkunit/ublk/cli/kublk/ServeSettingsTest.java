package io.github.blkunit.ublk.cli.kublk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.ublk.server.DataMode;
import io.github.blkunit.ublk.server.Recovery;
import io.github.blkunit.ublk.server.Threads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServeSettingsTest {
    private static ServeSettings settings(String line) { return new ServeSettings(ArgumentReader.read(line.split(" ", -1))); }

    @Test
    void two_queues_of_128_and_a_thread_each_unless_told() {
        ServeSettings settings = settings("add -t null");
        assertThat(settings.queues()).isEqualTo(2);
        assertThat(settings.depth()).isEqualTo(128);
        assertThat(settings.id()).isEqualTo(-1);
        assertThat(settings.threads(2)).isEqualTo(new Threads.PerQueue());
        assertThat(settings.dataMode()).isEqualTo(new DataMode.Mapped());
        assertThat(settings.recovery()).isEqualTo(Recovery.NONE);
    }

    @Test
    void flags_choose_the_data_mode() {
        assertThat(settings("add -t null -u").dataMode()).isEqualTo(new DataMode.UserCopy());
        assertThat(settings("add -t null -z").dataMode()).isEqualTo(new DataMode.ZeroCopy());
        assertThat(settings("add -t null -g").dataMode()).isEqualTo(new DataMode.NeedGetData());
        assertThat(settings("add -t null --auto_zc -b").dataMode()).isEqualTo(new DataMode.Batched(
                new DataMode.AutoRegistered()));
        assertThat(settings("add -t null -z --auto_zc --auto_zc_fallback").dataMode()).isEqualTo(new DataMode.AutoRegistered());
    }

    @Test
    void recovery_is_on_for_1_and_off_for_0() {
        assertThat(settings("add -t null -r 1").recovery()).isEqualTo(Recovery.FAIL_HELD);
        assertThat(settings("add -t null -r 1 -i 1").recovery()).isEqualTo(Recovery.REISSUE);
        assertThat(settings("add -t null -r 1 -i 0").recovery()).isEqualTo(Recovery.FAIL_HELD);
        assertThat(settings("add -t null -e 1").recovery()).isEqualTo(Recovery.FAIL_ALL);
        assertThat(settings("add -t null -r 0").recovery()).isEqualTo(Recovery.NONE);
    }

    @Test
    void in_batches_there_are_no_more_threads_than_queues() {
        assertThat(settings("add -t null -q 4 -b --nthreads 2").threads(4)).isEqualTo(new Threads.PerQueues(2));
        assertThat(settings("add -t null -q 2 -b --nthreads 4").threads(2)).isEqualTo(new Threads.PerQueue());
        assertThat(settings("add -t null -q 4 -b --nthreads 3").threads(2)).isEqualTo(new Threads.PerQueue());
    }

    @Test
    void per_io_tasks_spread_tags() {
        assertThat(settings("add -t null -q 4 --nthreads 6 --per_io_tasks").threads(4)).isEqualTo(new Threads.PerTag(6));
    }

    @ParameterizedTest @ValueSource(strings = {"add -t null -u -z", "add -t null --auto_zc -z",
            "add -t null --auto_zc_fallback -z", "add -t null --nthreads 3",
            "add -t null -b --per_io_tasks", "add -t null --rotate_auto_buf -b", "add -t null --metadata_size 8",
            "add -t null --csum_type ip -u", "add",
            "add -t null -q 33", "add -t null -q 0", "add -t null -d 1025", "add -t null -b --auto_zc -q 1 --nthreads 2"})
    void mixtures_that_the_original_refuses_are_refused(String line) {
        assertThatThrownBy(() -> settings(line)).isInstanceOf(UsageException.class);
    }
}
