package io.github.blkunit.ublk.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.ublk.sys.Errno;
import io.github.blkunit.ublk.target.ZoneReport.Condition;
import io.github.blkunit.ublk.uapi.blk_zone;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The rules of zones: a write pointer that only moves on, conditions, and what is refused. */
class ZonedMemoryTargetTest {
    private static final long ZONE = 1 << 16;
    private static final int COUNT = 4;
    private static final int BLOCK = 4096;

    private final MemorySegment bytes = Arena.ofAuto().allocate(ZONE);
    private final Data data = new Data(bytes, 0, ZONE, false);
    private final ZonedMemoryTarget target = new ZonedMemoryTarget(ZONE, COUNT, BLOCK, Arena.ofAuto());

    private Data filled(int value, long length) {
        data.length(length);
        bytes.asSlice(0, length).fill((byte) value);
        return data;
    }

    private byte at(long position) {
        data.length(BLOCK);
        target.read(position / BLOCK * BLOCK, data);
        return bytes.get(ValueLayout.JAVA_BYTE, position % BLOCK);
    }

    /** Every zone as "CONDITION write pointer". */
    private List<String> zones(int from, int most) {
        data.length(most * blk_zone.sizeof());
        ZoneReport report = new ZoneReport(data);
        target.report(from * ZONE, report);
        List<String> zones = new ArrayList<>();
        for (int n = 0; n < most; n++) {
            MemorySegment zone = bytes.asSlice(n * blk_zone.sizeof(), blk_zone.sizeof());
            if (blk_zone.len(zone) > 0)
                zones.add(condition(blk_zone.cond(zone)) + " " + (blk_zone.wp(zone) << 9));
        }
        return zones;
    }

    private static Condition condition(byte number) {
        return Stream.of(Condition.values()).filter(condition -> condition.number() == number).findAny().orElseThrow();
    }

    @Test
    void a_zone_is_written_in_order_until_it_is_full() throws BlockException {
        target.write(0, filled(1, BLOCK));
        target.write(BLOCK, filled(2, BLOCK));
        assertThat(zones(0, 1)).containsExactly("IMPLICITLY_OPEN " + 2 * BLOCK);
        assertThat(at(BLOCK)).isEqualTo((byte) 2);
        target.write(2 * BLOCK, filled(3, ZONE - 2 * BLOCK));
        assertThat(zones(0, 1)).containsExactly("FULL " + ZONE);
        refused(() -> target.append(0, filled(4, BLOCK)));
    }

    @Test
    void a_write_elsewhere_than_at_the_write_pointer_is_refused_and_changes_nothing() {
        refused(() -> target.write(BLOCK, filled(1, BLOCK)));
        assertThat(zones(0, 1)).containsExactly("EMPTY 0");
        assertThat(at(BLOCK)).isZero();
    }

    @Test
    void an_append_says_where_it_went() throws BlockException {
        assertThat(target.append(ZONE, filled(5, BLOCK))).isEqualTo(ZONE);
        assertThat(target.append(ZONE, filled(6, BLOCK))).isEqualTo(ZONE + BLOCK);
        assertThat(at(ZONE + BLOCK)).isEqualTo((byte) 6);
    }

    @Test
    void a_reset_zone_is_empty_and_reads_as_zeroes() throws BlockException {
        target.write(0, filled(1, BLOCK));
        target.write(ZONE, filled(1, BLOCK));
        target.manage(Op.ZONE_RESET, 0);
        assertThat(at(0)).isZero();
        assertThat(at(ZONE)).isEqualTo((byte) 1);
        target.manage(Op.ZONE_RESET_ALL, 0);
        assertThat(zones(0, COUNT)).containsExactly("EMPTY 0", "EMPTY " + ZONE, "EMPTY " + 2 * ZONE, "EMPTY " + 3 * ZONE);
    }

    @Test
    void zones_are_opened_closed_and_finished() throws BlockException {
        target.manage(Op.ZONE_OPEN, 0);
        target.manage(Op.ZONE_OPEN, ZONE);
        target.write(ZONE, filled(1, BLOCK));
        target.manage(Op.ZONE_FINISH, 2 * ZONE);
        assertThat(zones(0, 3)).containsExactly("EXPLICITLY_OPEN 0", "EXPLICITLY_OPEN " + (ZONE + BLOCK), "FULL " + 3 * ZONE);
        target.manage(Op.ZONE_CLOSE, 0);
        target.manage(Op.ZONE_CLOSE, ZONE);
        assertThat(zones(0, 2)).containsExactly("EMPTY 0", "CLOSED " + (ZONE + BLOCK));
        refused(() -> target.manage(Op.ZONE_OPEN, 2 * ZONE));
        refused(() -> target.manage(Op.ZONE_CLOSE, 0));
    }

    @Test
    void a_report_begins_where_it_is_asked_for_and_ends_when_it_is_full() {
        assertThat(zones(1, 2)).containsExactly("EMPTY " + ZONE, "EMPTY " + 2 * ZONE);
        assertThat(zones(3, 5)).containsExactly("EMPTY " + 3 * ZONE);
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(BlockException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EIO));
    }
}
