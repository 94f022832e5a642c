package io.github.blkunit.vm.bundle;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipFile;

/** An entry that takes its jar along when it is closed. */
final class ZippedStream extends FilterInputStream {
    private final ZipFile zip;

    ZippedStream(ZipFile zip, InputStream entry) {
        super(entry);
        this.zip = zip;
    }

    @Override
    public void close() throws IOException {
        try (zip) {
            super.close();
        }
    }
}
