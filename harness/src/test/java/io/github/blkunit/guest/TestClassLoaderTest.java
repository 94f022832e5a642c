package io.github.blkunit.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestClassLoaderTest {
    private static final String THIS = TestClassLoaderTest.class.getName();
    private static final String ENTRY = THIS.replace('.', '/') + ".class";
    @TempDir
    Path temp = Path.of("");

    @Test
    void directoriesThatComeLaterAreSearchedFirst() throws Exception {
        Path archive = jar("archive.jar", Map.of("text", "of the archive", "common", "archive's"));
        Path directory = jar("directory.jar", Map.of("text", "of the directory"));
        try (TestClassLoader loader = new TestClassLoader(List.of(archive))) {
            assertThat(text(loader, "text")).isEqualTo("of the archive");
            assertThat(loader.adopt(new GuestClassPath(List.of(directory), List.of(archive)))).isTrue();
            assertThat(text(loader, "text")).isEqualTo("of the directory");
            assertThat(text(loader, "common")).isEqualTo("archive's");
            assertThat(Collections.list(loader.getResources("text"))).hasSize(2);
        }
    }

    @Test
    void classesOfBothHaveTheSameLoaderAndKnowWhereTheyAreFrom() throws Exception {
        Path archive = jar("archive.jar", Map.of("text", "of the archive"));
        Path directory = jar("directory.jar", Map.of());
        try (TestClassLoader loader = new TestClassLoader(List.of(archive))) {
            loader.adopt(new GuestClassPath(List.of(directory), List.of(archive)));
            Class<?> loaded = loader.loadClass(THIS);
            assertThat(loaded).isNotEqualTo(TestClassLoaderTest.class);
            assertThat(loaded.getClassLoader()).isSameAs(loader);
            assertThat(Path.of(loaded.getProtectionDomain().getCodeSource().getLocation().toURI())).isEqualTo(directory);
        }
    }

    @Test
    void otherDirectoriesOrJarsNeedAnotherLoader() throws Exception {
        Path archive = jar("archive.jar", Map.of("a", "a"));
        Path one = jar("one.jar", Map.of("a", "1"));
        Path two = jar("two.jar", Map.of("a", "2"));
        try (TestClassLoader loader = new TestClassLoader(List.of(archive))) {
            assertThat(loader.adopt(new GuestClassPath(List.of(), List.of(archive, two)))).isFalse();
            assertThat(loader.adopt(new GuestClassPath(List.of(one), List.of(archive)))).isTrue();
            assertThat(loader.adopt(new GuestClassPath(List.of(one), List.of(archive)))).isTrue();
            assertThat(loader.adopt(new GuestClassPath(List.of(two), List.of(archive)))).isFalse();
        }
    }

    private static String text(ClassLoader loader, String name) throws IOException {
        try (var in = Objects.requireNonNull(loader.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** With this class and some texts. */
    private Path jar(String name, Map<String, String> texts) throws IOException {
        Path file = temp.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file));
                var own = Objects.requireNonNull(TestClassLoaderTest.class.getClassLoader().getResourceAsStream(ENTRY))) {
            zip.putNextEntry(new ZipEntry(ENTRY));
            own.transferTo(zip);
            for (Map.Entry<String, String> text : texts.entrySet()) {
                zip.putNextEntry(new ZipEntry(text.getKey()));
                zip.write(text.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }
}
