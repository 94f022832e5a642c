package io.github.blkunit.vm.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.vm.Payload;
import io.github.blkunit.vm.bundle.Bundle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitramfsTest {
    @TempDir
    Path temp = Path.of("");
    private Bundle bundle = new Bundle(Path.of(""), "");
    private final Clock clock = Clock.systemUTC();

    @BeforeEach
    void aBundleWithFiveBytes() throws IOException {
        Files.createDirectories(temp.resolve("bundle/kernel"));
        Files.writeString(temp.resolve("bundle/kernel/initramfs.img"), "12345");
        bundle = new Bundle(temp.resolve("bundle"), "hash");
    }

    @Test
    void theBundlesArchiveComesFirstAndOursStartsAtAMultipleOfFour() throws IOException {
        byte[] image = Files.readAllBytes(new Initramfs(temp, clock).holding(new Payload.BootScript("true\n"), bundle));
        assertThat(Arrays.copyOf(image, 8)).isEqualTo(new byte[] {'1', '2', '3', '4', '5', 0, 0, 0});
        assertThat(appended(image)).containsOnlyKeys("blkunit", "blkunit/boot.sh");
        assertThat(appended(image).get("blkunit/boot.sh")).asString().isEqualTo("true\n");
    }

    @Test
    void agentJarsKeepTheOrderOfTheClassPathAndFoldersArePacked() throws IOException {
        Path jar = Files.writeString(temp.resolve("b lib.jar"), "a jar");
        Path classes = Files.createDirectories(temp.resolve("classes/p"));
        Files.writeString(classes.resolve("A.class"), "code");
        byte[] image = Files
                .readAllBytes(new Initramfs(temp, clock).holding(new Payload.Agent(List.of(jar, temp.resolve("classes")),
                        "a.Main"), bundle));
        Map<String, byte[]> files = appended(image);
        assertThat(files).containsOnlyKeys("blkunit", "blkunit/agent", "blkunit/agent/00-b_lib.jar",
                "blkunit/agent/01-classes.jar");
        assertThat(files.get("blkunit/agent/00-b_lib.jar")).asString().isEqualTo("a jar");
        try (var zip = new ZipInputStream(new ByteArrayInputStream(files.getOrDefault("blkunit/agent/01-classes.jar",
                new byte[0])))) {
            ZipEntry entry = zip.getNextEntry();
            assertThat(entry).extracting(ZipEntry::getName).isEqualTo("p/A.class");
            assertThat(zip.readAllBytes()).asString().isEqualTo("code");
        }
    }

    @Test
    void equalContentIsOneFileWhateverItsTimeStamps() throws IOException {
        Path classes = Files.createDirectories(temp.resolve("classes"));
        Files.writeString(classes.resolve("A.class"), "code");
        var agent = new Payload.Agent(List.of(classes), "a.Main");
        Path first = new Initramfs(temp, clock).holding(agent, bundle);
        byte[] before = Files.readAllBytes(first);
        Files.delete(first);
        Files.setLastModifiedTime(classes.resolve("A.class"), FileTime.from(Instant.EPOCH));
        Path second = new Initramfs(temp, clock).holding(agent, bundle);
        assertThat(second).isEqualTo(first).hasBinaryContent(before);
        Files.writeString(classes.resolve("A.class"), "other");
        assertThat(new Initramfs(temp, clock).holding(agent, bundle)).isNotEqualTo(first);
    }

    @Test
    void whatWasNotUsedForDaysIsRemoved() throws IOException {
        Path old = new Initramfs(temp, clock).holding(new Payload.BootScript("old"), bundle);
        Clock later = Clock.offset(clock, Duration.ofDays(3));
        Path young = new Initramfs(temp, later).holding(new Payload.BootScript("young"), bundle);
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void aMissingJarIsNamed() {
        var agent = new Payload.Agent(List.of(Path.of("/nowhere/agent.jar")), "a.Main");
        assertThatThrownBy(() -> new Initramfs(temp, clock).holding(agent, bundle)).isInstanceOf(IOException.class)
                .hasMessageContaining("/nowhere/agent.jar");
    }

    private static Map<String, byte[]> appended(byte[] image) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (var cpio = new CpioArchiveInputStream(new ByteArrayInputStream(image, 8, image.length - 8))) {
            for (CpioArchiveEntry entry = cpio.getNextEntry(); entry != null; entry = cpio.getNextEntry()) {
                files.put(entry.getName(), cpio.readAllBytes());
            }
        }
        return files;
    }
}
