package io.github.blkunit.vm.bundle;

import io.github.blkunit.vm.MachineFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Where the packed files of a bundle come from. */
sealed interface PackedBundle {

    /** Folder of the bundle's files on the class path and in the jar. */
    String RESOURCES = "io/github/blkunit/bundle/";

    /**
     * Opens a packed file or the manifest.
     *
     * @return null if there is none of that name
     */
    @Nullable
    InputStream open(String name) throws IOException;

    /** The place of a file, for messages. */
    String where(String name);

    /** What to do if there is no bundle, or a broken one. */
    String cure();

    /** Reads the manifest. */
    default BundleManifest manifest() throws MachineFault {
        try (InputStream in = open(BundleManifest.NAME)) {
            if (in == null) {
                throw new MachineFault("no VM bundle found: missing=" + where(BundleManifest.NAME) + ". " + cure());
            }
            return BundleManifest.parse(in.readAllBytes(), where(BundleManifest.NAME));
        } catch (IOException e) {
            throw new MachineFault("the VM bundle cannot be read: file=" + where(BundleManifest.NAME) + ", reason=" + e + ". "
                    + cure(), e);
        }
    }

    /** Resources of a class loader: the artifact {@code blkunit-vm-images} as a dependency. */
    record OnClassPath(ClassLoader loader) implements PackedBundle {
        @Override
        public @Nullable InputStream open(String name) {
            return loader.getResourceAsStream(RESOURCES + name);
        }

        @Override
        public String where(String name) {
            var url = loader.getResource(RESOURCES + name);
            return url == null ? "class path resource " + RESOURCES + name : url.toString();
        }

        @Override
        public String cure() {
            return "Add the test dependency io.github.blkunit:blkunit-vm-images (delete it from the local Maven repository first if it is"
                    + " damaged), or name a bundle with blkunit.bundle=PATH.";
        }
    }

    /** A directory with the manifest and the packed files. */
    record InDirectory(Path directory) implements PackedBundle {
        @Override
        public @Nullable InputStream open(String name) throws IOException {
            Path file = directory.resolve(name);
            return Files.isRegularFile(file) ? Files.newInputStream(file) : null;
        }

        @Override
        public String where(String name) {
            return directory.resolve(name).toString();
        }

        @Override
        public String cure() {
            return "Set blkunit.bundle to a directory with manifest.json and the packed files, or to the jar of blkunit-vm-images, or unset it.";
        }
    }

    /** The artifact's jar as a file. */
    record InJar(Path jar) implements PackedBundle {
        @Override
        public @Nullable InputStream open(String name) throws IOException {
            ZipFile zip = new ZipFile(jar.toFile());
            boolean found = false;
            try {
                var entry = zip.getEntry(RESOURCES + name);
                if (entry == null) { return null; }
                InputStream in = zip.getInputStream(entry);
                found = true;
                return new ZippedStream(zip, in);
            } finally {
                if (!found) { zip.close(); }
            }
        }

        @Override
        public String where(String name) {
            return jar + "!/" + RESOURCES + name;
        }

        @Override
        public String cure() {
            return "Set blkunit.bundle to the jar of blkunit-vm-images, or unset it to use the class path's.";
        }
    }
}
