package io.github.blkunit.fio;

import io.github.blkunit.fio.FioJson.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reports that real fio runs have written. */
final class Recorded {
    private Recorded() {}

    static String text(String name) throws IOException {
        try (var in = Objects.requireNonNull(Recorded.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static IoStats in(FioJson report, Direction direction) {
        return Objects.requireNonNull(report.entries().getFirst().io().get(direction));
    }

    /** The recorded report as a result, measured on a made-up machine. */
    static FioResult result(String name) throws IOException {
        try {
            FioJson report = FioJson.parse(text(name));
            return FioResult.of(report.entries().getFirst(), report.version(), List.of("fio", "--name=randread"),
                    Path.of("/artefacts/fio-1.json"), new Surroundings("7.2.12", Optional.of("tcg")));
        } catch (FormatException e) {
            throw new IOException(e);
        }
    }
}
