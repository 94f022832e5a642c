package io.github.blkunit.guest;

import java.nio.file.Path;
import java.util.List;

/**
 * The host's test class path in the guest.
 *
 * @param directories what are directories on the host, packed into jars: the user's own classes, searched first
 * @param archives the jars that they depend on
 */
record GuestClassPath(List<Path> directories, List<Path> archives) {
    GuestClassPath {
        directories = List.copyOf(directories);
        archives = List.copyOf(archives);
    }
}
