package io.github.blkunit.wire;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to the nodes of the guest's test tree, in order. Ids are the guest's unique ids. */
public sealed interface TestEvent extends Message {

    /** Of which node. */
    String id();

    /** A node was found while running: an invocation, a dynamic test. */
    record Registered(NodeInfo node) implements TestEvent {
        @Override
        public String id() { return node.id(); }

        @Override
        public int code() { return 40; }

        @Override
        public void encode(Encoder to) {
            node.encode(to);
        }

        static Registered decode(Decoder from) throws IOException {
            return new Registered(NodeInfo.decode(from));
        }
    }

    /** It starts. */
    record Started(String id) implements TestEvent {
        @Override
        public int code() { return 41; }

        @Override
        public void encode(Encoder to) {
            to.text(id);
        }

        static Started decode(Decoder from) throws IOException {
            return new Started(from.text());
        }
    }

    /** It and its children do not run. */
    record Skipped(String id, String reason) implements TestEvent {
        @Override
        public int code() { return 42; }

        @Override
        public void encode(Encoder to) {
            to.text(id).text(reason);
        }

        static Skipped decode(Decoder from) throws IOException {
            return new Skipped(from.text(), from.text());
        }
    }

    /** It ended; its output was sent before. */
    record Finished(String id, Status status, @Nullable Failure failure) implements TestEvent {
        @Override
        public int code() { return 43; }

        @Override
        public void encode(Encoder to) {
            to.text(id).number(status.code);
            Failure.encodeOptional(failure, to);
        }

        static Finished decode(Decoder from) throws IOException {
            return new Finished(from.text(), Status.decode(from), Failure.decodeOptional(from));
        }
    }

    /** How a node ended. */
    enum Status {
        SUCCESSFUL(0), ABORTED(1), FAILED(2);

        private final int code;

        Status(int code) { this.code = code; }

        static Status decode(Decoder from) throws IOException {
            int code = from.integer();
            for (Status status : values()) {
                if (status.code == code) return status;
            }
            throw new WireException("no such status: code=" + code);
        }
    }

    /** It published key-value pairs. */
    record Entry(String id, Map<String, String> values) implements TestEvent {
        public Entry { values = Map.copyOf(values); }

        @Override
        public int code() { return 44; }

        @Override
        public void encode(Encoder to) {
            to.text(id).map(values);
        }

        static Entry decode(Decoder from) throws IOException {
            return new Entry(from.text(), from.map());
        }
    }

    /**
     * It published a file; chunks of one file follow each other.
     *
     * @param name path below the node's output directory, with {@code /}, without {@code ..}
     * @param last whether the file is complete with this chunk
     */
    record FilePart(String id, String name, @Nullable String mediaType, boolean last, Bytes bytes) implements TestEvent {
        @Override
        public int code() { return 45; }

        @Override
        public void encode(Encoder to) {
            to.text(id).text(name).optional(mediaType).flag(last).bytes(bytes);
        }

        static FilePart decode(Decoder from) throws IOException {
            return new FilePart(from.text(), from.text(), from.optional(), from.flag(), from.bytes());
        }
    }

    /** It, or a thread of it, wrote to {@code System.out} or {@code System.err}. */
    record Output(String id, boolean error, String text) implements TestEvent {
        @Override
        public int code() { return 46; }

        @Override
        public void encode(Encoder to) {
            to.text(id).flag(error).text(text);
        }

        static Output decode(Decoder from) throws IOException {
            return new Output(from.text(), from.flag(), from.text());
        }
    }
}
