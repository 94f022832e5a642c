package io.github.blkunit.ublk.cli.kublk;

import io.github.blkunit.ublk.target.Geometry;
import io.github.blkunit.ublk.target.IntegrityFormat;
import io.github.blkunit.ublk.target.IntegrityFormat.Checksum;

/** The options about protection information. */
final class IntegrityOptions {
    private static final int MAX_BYTE = 255;

    private IntegrityOptions() {}

    /** {@return the geometry with what was asked for, if anything} */
    static Geometry in(Geometry geometry, Arguments arguments) {
        if (!arguments.has(Option.METADATA_SIZE)) return geometry;
        return geometry.with(new IntegrityFormat(arguments.number(Option.METADATA_SIZE, 0, 1, MAX_BYTE), geometry
                .logicalBlockSize(), checksum(arguments),
                arguments.number(Option.PI_OFFSET, 0, 0, MAX_BYTE), arguments.number(Option.TAG_SIZE, 0, 0, MAX_BYTE), arguments
                        .has(Option.INTEGRITY_REFTAG), arguments.has(Option.INTEGRITY_CAPABLE)));
    }

    private static Checksum checksum(Arguments arguments) {
        String name = arguments.text(Option.CSUM_TYPE);
        if (name == null) return Checksum.NONE;
        return switch (name) {
            case "ip" -> Checksum.IP;
            case "t10dif" -> Checksum.CRC16_T10DIF;
            case "nvme" -> Checksum.CRC64_NVME;
            default -> throw new UsageException("unknown checksum: " + Option.CSUM_TYPE + "=" + name + " (ip, t10dif or nvme)");
        };
    }
}
