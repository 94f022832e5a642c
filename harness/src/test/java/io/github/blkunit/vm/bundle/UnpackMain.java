package io.github.blkunit.vm.bundle;

import java.nio.file.Path;

/** A process of its own that unpacks a bundle. */
final class UnpackMain {
    private UnpackMain() {}

    // Arguments: cache, place of the packed bundle.
    public static void main(String[] args) throws Exception {
        System.out.println(BundleStore.in(Path.of(args[0])).fromPath(Path.of(args[1])).root());
    }
}
