package io.github.blkunit.ublk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.ublk.control.Feature;
import io.github.blkunit.ublk.control.Features;
import io.github.blkunit.ublk.sys.UblkException;
import io.github.blkunit.ublk.target.Access;
import io.github.blkunit.ublk.target.NullTarget;
import io.github.blkunit.ublk.target.Target;
import io.github.blkunit.ublk.target.ZoneLimits;
import org.junit.jupiter.api.Test;

/** What is asked of kernels that can do less. */
class NegotiationTest {
    private static final Features ALL = new Features(0xfffff);
    private static final Target NULL = new NullTarget(Simulation.GEOMETRY);

    private static DeviceSpec.Builder spec(DataMode mode) { return DeviceSpec.builder().dataMode(mode); }

    @Test
    void what_the_kernel_has_is_used() {
        Negotiation negotiated = Negotiation.of(spec(new DataMode.AutoRegistered()).recovery(Recovery.REISSUE).options(
                Option.QUIESCE).build(), NULL, ALL);
        assertThat(negotiated.mode()).isEqualTo(new DataMode.AutoRegistered());
        assertThat(negotiated.downgrades()).isEmpty();
        assertThat(negotiated.features()).isEqualTo(Features.of(Feature.SUPPORT_ZERO_COPY, Feature.AUTO_BUF_REG,
                Feature.USER_RECOVERY,
                Feature.USER_RECOVERY_REISSUE, Feature.QUIESCE));
    }

    @Test
    void what_the_kernel_lacks_is_refused_with_the_version_that_has_it() {
        Features old = Features.of(Feature.USER_COPY);
        assertThatThrownBy(() -> Negotiation.of(spec(new DataMode.AutoRegistered()).build(), NULL, old)).isInstanceOf(
                UblkException.class)
                .hasMessageContainingAll("AUTO_BUF_REG (Linux 6.16)", "SUPPORT_ZERO_COPY (Linux 6.15)");
        assertThatThrownBy(() -> Negotiation.of(spec(new DataMode.Mapped()).options(Option.SAFE_STOP).build(), NULL, old))
                .hasMessageContaining(
                        "SAFE_STOP_DEV (Linux 7.0)");
        assertThatThrownBy(() -> Negotiation.of(spec(new DataMode.Mapped()).threads(new Threads.PerTag(2)).build(), NULL, old))
                .hasMessageContaining(
                        "PER_IO_DAEMON (Linux 6.16)");
    }

    @Test
    void a_downgrade_takes_the_best_mode_that_is_left_and_says_so() {
        Features old = Features.of(Feature.USER_COPY);
        Negotiation negotiated = Negotiation.of(spec(new DataMode.AutoRegistered()).downgrade(DeviceSpec.Downgrade.ALLOW).build(),
                NULL, old);
        assertThat(negotiated.mode()).isEqualTo(new DataMode.UserCopy());
        assertThat(negotiated.downgrades()).singleElement().asString().contains("wanted=AutoRegistered", "used=UserCopy",
                "AUTO_BUF_REG (Linux 6.16)");
    }

    @Test
    void a_target_that_looks_at_bytes_cannot_be_served_without_copying() {
        Target bytes = Simulation.target(operations -> request -> request.ok(), Access.BYTES);
        assertThatThrownBy(() -> Negotiation.of(spec(new DataMode.ZeroCopy()).build(), bytes, ALL)).hasMessageContainingAll(
                "no bytes come to the server",
                "use mapped or user copy");
    }

    @Test
    void zones_need_a_mode_without_mapping() {
        Target zoned = new NullTarget(Simulation.GEOMETRY.with(new ZoneLimits(1 << 20, 0, 0, 4096)));
        assertThatThrownBy(() -> Negotiation.of(spec(new DataMode.Mapped()).build(), zoned, ALL)).hasMessageContaining(
                "needs user copy or zero copy");
        assertThat(Negotiation.of(spec(new DataMode.UserCopy()).build(), zoned, ALL).features().has(Feature.ZONED)).isTrue();
    }

    @Test
    void impossible_specifications_are_refused_at_the_door() {
        assertThatThrownBy(() -> DeviceSpec.builder().options(Option.QUIESCE).build()).hasMessageContaining(
                "only if it can be recovered");
        assertThatThrownBy(() -> DeviceSpec.builder().options(Option.UNPRIVILEGED).dataMode(new DataMode.UserCopy()).build())
                .hasMessageContaining(
                        "unprivileged");
        assertThatThrownBy(() -> DeviceSpec.builder().maxRequest(64 << 20).build()).hasMessageContaining("bytes=67108864");
        assertThatThrownBy(() -> DeviceSpec.builder().queues(2).threads(new Threads.PerQueues(3)).build()).hasMessageContaining(
                "threads=3, queues=2");
        assertThatThrownBy(() -> new DataMode.Batched(new DataMode.NeedGetData())).hasMessageContaining("NeedGetData");
    }

    @Test
    void the_mode_of_an_existing_device_is_read_from_its_features() {
        for (DataMode mode : new DataMode[] {new DataMode.Mapped(), new DataMode.NeedGetData(), new DataMode.UserCopy(),
                new DataMode.ZeroCopy(),
                new DataMode.AutoRegistered(), new DataMode.Batched(new DataMode.UserCopy())})
            assertThat(Negotiation.existing(mode.features(), new DataMode.Mapped())).isEqualTo(mode);
    }

    @Test
    void every_tag_has_one_thread_whatever_the_mapping() {
        for (Threads threads : new Threads[] {new Threads.PerQueue(), new Threads.PerQueues(2), new Threads.PerTag(5),
                new Threads.PerTag(4096)})
            assertThat(Assignment.of(threads, 3, 7).stream().flatMap(java.util.List::stream)).as("%s", threads)
                    .doesNotHaveDuplicates().hasSize(21);
        assertThat(Assignment.of(new Threads.PerTag(2), 1, 4)).as("tags in turn").element(1).asString().contains("tag=1",
                "tag=3");
    }
}
