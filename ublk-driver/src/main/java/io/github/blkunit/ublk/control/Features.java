package io.github.blkunit.ublk.control;

import java.util.StringJoiner;

/**
 * A set of features, including bits that this version has no name for.
 *
 * @param bits {@code UBLK_F_*}
 */
public record Features(long bits) {
    /** No feature. */
    public static final Features NONE = new Features(0);

    /** {@return these features} */
    public static Features of(Feature... features) {
        long bits = 0;
        for (Feature feature : features) bits |= feature.bit();
        return new Features(bits);
    }

    /** {@return whether the feature is among them} */
    public boolean has(Feature feature) { return (bits & feature.bit()) != 0; }

    /** {@return those of {@code wanted} that are missing here} */
    public Features missing(Features wanted) {
        return new Features(wanted.bits & ~bits);
    }

    /** {@return these and those} */
    public Features and(Features others) {
        return new Features(bits | others.bits);
    }

    /** {@return whether there is none} */
    public boolean isEmpty() { return bits == 0; }

    /** {@return names joined by {@code |}, unknown bits in hexadecimal} */
    @Override
    public String toString() {
        StringJoiner names = new StringJoiner("|");
        long rest = bits;
        for (Feature feature : Feature.values()) {
            if (!has(feature)) continue;
            names.add(feature.name());
            rest &= ~feature.bit();
        }
        if (rest != 0) names.add("0x" + Long.toHexString(rest));
        return bits == 0 ? "none" : names.toString();
    }
}
