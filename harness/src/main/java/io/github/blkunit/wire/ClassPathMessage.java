package io.github.blkunit.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The host's test class path reaches the guest by content: offered by hash, asked for if lacking, sent in chunks, verified. */
public sealed interface ClassPathMessage extends Message {

    /** Chunks are at most this long. */
    int CHUNK = 256 << 10;

    /** Host: the whole class path, in order. */
    record ClassPathOffer(List<Entry> entries) implements ClassPathMessage {
        public ClassPathOffer { entries = List.copyOf(entries); }

        @Override
        public int code() { return 20; }

        @Override
        public void encode(Encoder to) {
            to.number(entries.size());
            for (Entry entry : entries) to.text(entry.name).text(entry.sha256).number(entry.size).flag(entry.directory);
        }

        static ClassPathOffer decode(Decoder from) throws IOException {
            int count = from.count();
            List<Entry> entries = new ArrayList<>(count);
            for (int i = 0; i < count; i++) entries.add(new Entry(from.text(), from.text(), from.number(), from.flag()));
            return new ClassPathOffer(entries);
        }
    }

    /**
     * One jar.
     *
     * @param name file name for people, without directories
     * @param sha256 of the contents, 64 hexadecimal digits
     * @param size in bytes
     * @param directory whether it is a directory of the host, packed: what changes between two runs, while the others stay
     */
    record Entry(String name, String sha256, long size, boolean directory) {}

    /** Guest: what it lacks of the offer; empty if nothing. */
    record BlobsWanted(List<String> sha256) implements ClassPathMessage {
        public BlobsWanted { sha256 = List.copyOf(sha256); }

        @Override
        public int code() { return 21; }

        @Override
        public void encode(Encoder to) {
            to.texts(sha256);
        }

        static BlobsWanted decode(Decoder from) throws IOException {
            return new BlobsWanted(from.texts());
        }
    }

    /** Host: the next bytes of a wanted blob; blobs come one after the other, in the order in which they were asked for. */
    record BlobChunk(String sha256, boolean last, Bytes bytes) implements ClassPathMessage {
        @Override
        public int code() { return 22; }

        @Override
        public void encode(Encoder to) {
            to.text(sha256).flag(last).bytes(bytes);
        }

        static BlobChunk decode(Decoder from) throws IOException {
            return new BlobChunk(from.text(), from.flag(), from.bytes());
        }
    }

    /** Guest: everything is there and its hashes are right. */
    record ClassPathReady() implements ClassPathMessage {
        @Override
        public int code() { return 23; }

        @Override
        public void encode(Encoder to) {}
    }
}
