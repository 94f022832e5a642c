package io.github.blkunit.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class TemplateFoldersTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    @TempDir
    Path cache = Path.of("");

    @Test
    void aTemplateIsThereOnlyWhenItIsFinished() throws Exception {
        TemplateFolders folders = at(NOW);
        Path making = folders.begin("a");
        Files.writeString(making.resolve("memory"), "m");
        assertThat(folders.has("a")).isFalse();
        assertThat(Files.getPosixFilePermissions(making)).as("nobody else may look into a guest's memory").hasSize(3);
        folders.finish("a");
        assertThat(folders.has("a")).isTrue();
        assertThat(folders.finished("a").resolve("memory")).hasContent("m");
    }

    @Test
    void whatAKilledRunLeftIsNotMistakenForATemplate() throws Exception {
        TemplateFolders folders = at(NOW);
        Files.writeString(folders.begin("a").resolve("memory"), "half");
        assertThat(at(NOW).has("a")).isFalse();
        assertThat(at(NOW).begin("a")).isEmptyDirectory();
    }

    @Test
    void theLeastRecentlyUsedOnesGo() throws Exception {
        for (int i = 0; i < 6; i++) make("t" + i, NOW.plusSeconds(i));
        assertThat(at(NOW).has("t0")).isFalse();
        assertThat(at(NOW).has("t1")).isFalse();
        assertThat(at(NOW).has("t2")).isTrue();
        assertThat(at(NOW).has("t5")).isTrue();
    }

    @Test
    void useCountsAndDaysWithoutUseEndATemplate() throws Exception {
        make("old", NOW);
        make("used", NOW);
        assertThat(at(NOW.plus(Duration.ofDays(3))).has("used")).isTrue();
        make("new", NOW.plus(Duration.ofDays(4)));
        assertThat(at(NOW).has("old")).isFalse();
        assertThat(at(NOW).has("used")).isTrue();
    }

    @Test
    void theTurnIsOneThreadsAtATime() throws Exception {
        TemplateFolders folders = at(NOW);
        CompletableFuture<Boolean> second = new CompletableFuture<>();
        try (Templates.Turn first = folders.turn("a")) {
            assertThat(first).isNotNull();
            Thread.ofPlatform().daemon().start(() -> {
                try (Templates.Turn turn = at(NOW).turn("a")) {
                    second.complete(turn != null && folders.has("a"));
                } catch (IOException | InterruptedException e) {
                    second.completeExceptionally(e);
                }
            });
            folders.begin("a");
            folders.finish("a");
        }
        assertThat(second.get(20, TimeUnit.SECONDS)).as("it saw what the first one made").isTrue();
    }

    private void make(String name, Instant when) throws IOException {
        TemplateFolders folders = at(when);
        folders.begin(name);
        folders.finish(name);
    }

    private TemplateFolders at(Instant now) {
        return new TemplateFolders(cache, Clock.fixed(now, ZoneOffset.UTC));
    }
}
