package io.github.blkunit.blktests.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir
    private Path folder;

    @Test
    void entries_match_and_are_in_order() throws IOException {
        for (String name : new String[] {"sdb", "sda", "nullb0"}) { Files.createDirectory(folder.resolve(name)); }
        assertThat(Folders.entries(folder, "sd*")).containsExactly(folder.resolve("sda"), folder.resolve("sdb"));
    }

    @Test
    void files_are_no_folders_and_links_to_folders_are() throws IOException {
        Files.createFile(folder.resolve("file"));
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), disk);
        assertThat(Folders.folders(folder, "*")).containsExactly(disk, link);
    }

    @Test
    void what_is_not_there_or_no_folder_has_no_entries() throws IOException {
        assertThat(Folders.entries(folder.resolve("gone"), "*")).isEmpty();
        assertThat(Folders.entries(Files.createFile(folder.resolve("file")), "*")).isEmpty();
    }
}
