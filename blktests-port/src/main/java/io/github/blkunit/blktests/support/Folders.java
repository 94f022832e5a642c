package io.github.blkunit.blktests.support;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What lies in folders that come and go, as those of sysfs and configfs do. */
public final class Folders {
    private Folders() {}

    /**
     * The entries whose names match, in the order of their names; none if there is no such folder.
     *
     * @param glob as {@link Files#newDirectoryStream(Path, String)} takes it
     */
    public static List<Path> entries(Path folder, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(folder, glob)) {
            entries.forEach(found::add);
        } catch (NoSuchFileException | NotDirectoryException none) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(found);
        return Collections.unmodifiableList(found);
    }

    /** {@link #entries} that are folders themselves, or links to some. */
    public static List<Path> folders(Path folder, String glob) throws IOException {
        return entries(folder, glob).stream().filter(Files::isDirectory).toList();
    }
}
