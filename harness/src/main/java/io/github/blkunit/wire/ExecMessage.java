package io.github.blkunit.wire;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Commands in the guest. The host chooses the ids; several may run at once. */
public sealed interface ExecMessage extends Message {

    /** Of which command. */
    long id();

    /**
     * Host: start it, as root.
     *
     * @param command program and arguments; the program is looked up in {@code PATH}
     * @param environment added to the agent's
     * @param directory where it starts, empty for {@code /}
     * @param terminal whether it gets a pseudo terminal; stderr then arrives as stdout
     * @param rows of the terminal, 0 if unknown
     * @param columns of the terminal, 0 if unknown
     */
    record ExecStart(long id, List<String> command, Map<String, String> environment, String directory, boolean terminal, int rows,
            int columns) implements ExecMessage {
        public ExecStart {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }

        @Override
        public int code() { return 50; }

        @Override
        public void encode(Encoder to) {
            to.number(id).texts(command).map(environment).text(directory).flag(terminal).number(rows).number(columns);
        }

        static ExecStart decode(Decoder from) throws IOException {
            return new ExecStart(from.number(), from.texts(), from.map(), from.text(), from.flag(), from.integer(), from
                    .integer());
        }
    }

    /** Host: bytes for its stdin. */
    record ExecInput(long id, Bytes bytes) implements ExecMessage {
        @Override
        public int code() { return 51; }

        @Override
        public void encode(Encoder to) {
            to.number(id).bytes(bytes);
        }

        static ExecInput decode(Decoder from) throws IOException {
            return new ExecInput(from.number(), from.bytes());
        }
    }

    /** Host: its stdin ends. */
    record ExecInputEnd(long id) implements ExecMessage {
        @Override
        public int code() { return 52; }

        @Override
        public void encode(Encoder to) {
            to.number(id);
        }

        static ExecInputEnd decode(Decoder from) throws IOException {
            return new ExecInputEnd(from.number());
        }
    }

    /** Host: end it and its descendants, with SIGTERM or with SIGKILL. {@link ExecExited} still comes. */
    record ExecKill(long id, boolean force) implements ExecMessage {
        @Override
        public int code() { return 53; }

        @Override
        public void encode(Encoder to) {
            to.number(id).flag(force);
        }

        static ExecKill decode(Decoder from) throws IOException {
            return new ExecKill(from.number(), from.flag());
        }
    }

    /** Guest: bytes from its stdout or stderr. */
    record ExecOutput(long id, boolean error, Bytes bytes) implements ExecMessage {
        @Override
        public int code() { return 54; }

        @Override
        public void encode(Encoder to) {
            to.number(id).flag(error).bytes(bytes);
        }

        static ExecOutput decode(Decoder from) throws IOException {
            return new ExecOutput(from.number(), from.flag(), from.bytes());
        }
    }

    /** Guest: it ended and all its output was sent; from 128 on it was a signal. */
    record ExecExited(long id, int status) implements ExecMessage {
        @Override
        public int code() { return 55; }

        @Override
        public void encode(Encoder to) {
            to.number(id).number(status);
        }

        static ExecExited decode(Decoder from) throws IOException {
            return new ExecExited(from.number(), from.integer());
        }
    }

    /** Guest: it could not be started; nothing more comes for this id. */
    record ExecFailed(long id, String message) implements ExecMessage {
        @Override
        public int code() { return 56; }

        @Override
        public void encode(Encoder to) {
            to.number(id).text(message);
        }

        static ExecFailed decode(Decoder from) throws IOException {
            return new ExecFailed(from.number(), from.text());
        }
    }
}
