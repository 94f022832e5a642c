package io.github.blkunit.ublk.server;

import io.github.blkunit.ublk.control.Feature;
import io.github.blkunit.ublk.control.Features;
import io.github.blkunit.ublk.sys.UblkException;
import io.github.blkunit.ublk.target.Geometry;
import io.github.blkunit.ublk.target.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * What is asked of the kernel: the wanted data mode if kernel and target can do it, else what the specification allows.
 *
 * @param mode data mode to use
 * @param features all that the kernel must grant
 * @param downgrades what is less than was wanted; empty or one
 */
record Negotiation(DataMode mode, Features features, List<Downgrade> downgrades) {
    /** Throws {@link UblkException} for what cannot be had, with the kernel version that has it. */
    static Negotiation of(DeviceSpec spec, Target target, Features supported) {
        DataMode wanted = spec.dataMode();
        if (!wanted.serves(target.access()))
            throw new UblkException("with zero copy no bytes come to the server, but the target looks at them: data mode="
                    + wanted + ", target="
                    + target.getClass().getSimpleName()
                    + "; use mapped or user copy, or a target that gives its requests to operations");
        Features always = new DataMode.Mapped().features().and(ofGeometry(target.geometry()));
        List<DataMode> candidates = new ArrayList<>();
        candidates.add(wanted);
        if (spec.downgrade() == DeviceSpec.Downgrade.ALLOW) candidates.addAll(wanted.fallbacks());
        for (DataMode mode : candidates) {
            Features features = spec.features(mode).and(always);
            if (!mode.serves(target.access()) || !supported.missing(features).isEmpty()) continue;
            requireZonesPossible(mode, target.geometry());
            return new Negotiation(mode, features, mode.equals(wanted) ? List.of()
                    : List.of(new Downgrade(wanted, mode, supported.missing(spec.features(wanted)))));
        }
        Features missing = supported.missing(spec.features(wanted).and(always));
        throw new UblkException("this kernel's ublk driver lacks what is asked for: data mode=" + wanted + ", missing=" + Granted
                .names(missing));
    }

    private static Features ofGeometry(Geometry geometry) {
        Features zones = geometry.zones() == null ? Features.NONE : Features.of(Feature.ZONED);
        return geometry.integrity() == null ? zones : zones.and(Features.of(Feature.INTEGRITY));
    }

    private static void requireZonesPossible(DataMode mode, Geometry geometry) {
        if (geometry.zones() != null && !mode.features().has(Feature.USER_COPY) && !mode.features().has(
                Feature.SUPPORT_ZERO_COPY))
            throw new UblkException("a zoned device needs user copy or zero copy: data mode=" + mode);
        if (geometry.integrity() != null && !mode.features().has(Feature.USER_COPY))
            throw new UblkException("integrity needs user copy: data mode=" + mode);
    }

    /** {@return the data mode of a device that exists} */
    static DataMode existing(Features features, DataMode wanted) {
        DataMode data = features.has(Feature.AUTO_BUF_REG) ? new DataMode.AutoRegistered()
                : features.has(Feature.SUPPORT_ZERO_COPY) ? new DataMode.ZeroCopy()
                : features.has(Feature.USER_COPY) ? new DataMode.UserCopy()
                : features.has(Feature.NEED_GET_DATA) ? new DataMode.NeedGetData() : new DataMode.Mapped();
        if (features.has(Feature.SHMEM_ZC) && wanted instanceof DataMode.SharedMemory) return wanted;
        return features.has(Feature.BATCH_IO) ? new DataMode.Batched(data) : data;
    }
}
