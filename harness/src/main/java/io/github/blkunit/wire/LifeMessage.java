package io.github.blkunit.wire;

import java.io.IOException;
import java.util.List;

/** Whether the other side lives, how it is, and how it ends. */
public sealed interface LifeMessage extends Message {

    /** Sent by both sides all the time, whatever else they do; {@link Connection#receive} keeps it to itself. */
    record Heartbeat() implements LifeMessage {
        @Override
        public int code() { return 10; }

        @Override
        public void encode(Encoder to) {}
    }

    /** The explicit end of a connection, from either side: nothing follows. A guest that gets it powers off. */
    record Goodbye(String reason) implements LifeMessage {
        @Override
        public int code() { return 11; }

        @Override
        public void encode(Encoder to) {
            to.text(reason);
        }

        static Goodbye decode(Decoder from) throws IOException {
            return new Goodbye(from.text());
        }
    }

    /** Host asks for the stacks of all threads of the agent's JVM. */
    record ThreadDumpRequest(long id) implements LifeMessage {
        @Override
        public int code() { return 12; }

        @Override
        public void encode(Encoder to) {
            to.number(id);
        }

        static ThreadDumpRequest decode(Decoder from) throws IOException {
            return new ThreadDumpRequest(from.number());
        }
    }

    /** The guest's answer to {@link ThreadDumpRequest}. */
    record ThreadDump(long id, String text) implements LifeMessage {
        @Override
        public int code() { return 13; }

        @Override
        public void encode(Encoder to) {
            to.number(id).text(text);
        }

        static ThreadDump decode(Decoder from) throws IOException {
            return new ThreadDump(from.number(), from.text());
        }
    }

    /**
     * Guest: the JVM is about to end because code in it called {@code System.exit}.
     *
     * @param thread name of the thread that called it, empty if none was found
     * @param frames that thread's stack from the call on, empty if none was found
     */
    record ExitCalled(String thread, List<Frame> frames) implements LifeMessage {
        public ExitCalled { frames = List.copyOf(frames); }

        @Override
        public int code() { return 14; }

        @Override
        public void encode(Encoder to) {
            to.text(thread);
            Frame.encodeAll(frames, to);
        }

        static ExitCalled decode(Decoder from) throws IOException {
            return new ExitCalled(from.text(), Frame.decodeAll(from));
        }
    }

    /** Guest: the agent itself failed, and ends. */
    record AgentFault(String message) implements LifeMessage {
        @Override
        public int code() { return 15; }

        @Override
        public void encode(Encoder to) {
            to.text(message);
        }

        static AgentFault decode(Decoder from) throws IOException {
            return new AgentFault(from.text());
        }
    }

    /**
     * Host: what a machine that was cloned cannot know, sent first to every one. A machine's memory may be older than its disk.
     *
     * @param epochMillis the time of day, milliseconds since 1970-01-01 UTC
     * @param entropy fresh random bytes, which are mixed into the kernel's
     */
    record Awaken(long epochMillis, Bytes entropy) implements LifeMessage {
        @Override
        public int code() { return 16; }

        @Override
        public void encode(Encoder to) {
            to.number(epochMillis).bytes(entropy);
        }

        static Awaken decode(Decoder from) throws IOException {
            return new Awaken(from.number(), from.bytes());
        }
    }

    /** Host: this machine is going to be saved. The guest answers {@link Frozen} and then waits for {@link Handshake#wake}. */
    record Freeze() implements LifeMessage {
        @Override
        public int code() { return 17; }

        @Override
        public void encode(Encoder to) {}
    }

    /** Guest: nothing runs any more, and this connection is at its end without a goodbye. */
    record Frozen() implements LifeMessage {
        @Override
        public int code() { return 18; }

        @Override
        public void encode(Encoder to) {}
    }
}
