package io.github.blkunit.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceTest {
    private static final String FILE =
            """
                    {"randread": {"requests-per-bio": 0.5, "merges-per-request": 1.0, "splits-per-bio": 0.01, "requeues-per-request": 0.001,
                     "system-calls-per-request": 1.05, "enters-per-request": 1.01, "sqes-per-request": 1.0, "cqes-per-request": 1.0,
                     "context-switches-per-request": 1.2, "bytes-allocated-per-request": 0.0}}""";

    @TempDir
    Path folder;

    @Test
    void counts_within_their_tolerances_match() {
        assertThat(Reference.compare("randread", Samples.counts(), FILE)).isEmpty();
    }

    @Test
    void each_figure_that_differs_is_told_with_the_cure() {
        String other = FILE.replace("\"enters-per-request\": 1.01", "\"enters-per-request\": 2").replace(
                "\"splits-per-bio\": 0.01,", "");
        assertThat(Reference.compare("randread", Samples.counts(), other)).hasValueSatisfying(facts -> assertThat(facts)
                .containsOnlyKeys("enters-per-request", "splits-per-bio", "cure")
                .containsEntry("enters-per-request", "expected 2 (give or take 0.020), was 1.005")
                .containsEntry("splits-per-bio", "is counted now (0.010) and not in the file")
                .hasEntrySatisfying("cure", cure -> assertThat(cure).contains("-Dblkunit.counts.update=true")));
    }

    @Test
    void a_figure_that_is_gone_and_an_entry_that_is_missing_differ() {
        assertThat(Reference.compare("randread", Samples.inKernel(), FILE)).hasValueSatisfying(facts -> assertThat(facts)
                .containsEntry("sqes-per-request", "was 1 and is not counted any more"));
        assertThat(Reference.compare("other", Samples.counts(), FILE)).hasValueSatisfying(facts -> assertThat(facts)
                .containsEntry("reason", "there is no such entry"));
    }

    @Test
    void a_damaged_file_is_no_verdict() {
        assertThatExceptionOfType(CountsException.class).isThrownBy(() -> Reference.compare("randread", Samples.counts(),
                "{\"a\": "))
                .withMessageStartingWith("counts.json is damaged: ");
    }

    @Test
    void an_update_replaces_one_entry_and_keeps_the_others() throws IOException {
        Path file = folder.resolve("src/test/resources/counts.json");
        ReferenceUpdater updater = new ReferenceUpdater(file);
        updater.take("{\"b\": {\"sqes-per-request\": 1}}");
        updater.take("{\"a\": {\"sqes-per-request\": 3}}");
        updater.take("{\"b\": {\"sqes-per-request\": 2}}");
        assertThat(Files.readString(file)).isEqualToIgnoringWhitespace(
                "{\"a\": {\"sqes-per-request\": 3.0}, \"b\": {\"sqes-per-request\": 2.0}}").endsWith("\n");
    }
}
