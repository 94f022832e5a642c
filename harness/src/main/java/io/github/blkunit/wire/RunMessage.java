package io.github.blkunit.wire;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Begin and end of an execution. One runs at a time. */
public sealed interface RunMessage extends Message {

    /** Of which execution. */
    long run();

    /**
     * Host: execute these.
     *
     * @param selectors JUnit selector identifiers, such as {@code uid:[engine:junit-jupiter]/[class:a.B]/[method:c()]}
     * @param parameters configuration parameters, all that there are
     */
    record RunTests(long run, List<String> selectors, Map<String, String> parameters) implements RunMessage {
        public RunTests {
            selectors = List.copyOf(selectors);
            parameters = Map.copyOf(parameters);
        }

        @Override
        public int code() { return 30; }

        @Override
        public void encode(Encoder to) {
            to.number(run).texts(selectors).map(parameters);
        }

        static RunTests decode(Decoder from) throws IOException {
            return new RunTests(from.number(), from.texts(), from.map());
        }
    }

    /** Host: it is the turn of a run that was begun early, and waits with its device up; it may go on. */
    record Proceed(long run) implements RunMessage {
        @Override
        public int code() { return 33; }

        @Override
        public void encode(Encoder to) {
            to.number(run);
        }

        static Proceed decode(Decoder from) throws IOException {
            return new Proceed(from.number());
        }
    }

    /** Host: stop starting tests and interrupt what can be interrupted; {@link RunFinished} still comes. */
    record CancelRun(long run) implements RunMessage {
        @Override
        public int code() { return 31; }

        @Override
        public void encode(Encoder to) {
            to.number(run);
        }

        static CancelRun decode(Decoder from) throws IOException {
            return new CancelRun(from.number());
        }
    }

    /**
     * Guest: the explicit end of an execution.
     *
     * @param problem why the execution as a whole failed (no test found, JUnit refused), or null
     */
    record RunFinished(long run, @Nullable Failure problem) implements RunMessage {
        @Override
        public int code() { return 32; }

        @Override
        public void encode(Encoder to) {
            to.number(run);
            Failure.encodeOptional(problem, to);
        }

        static RunFinished decode(Decoder from) throws IOException {
            return new RunFinished(from.number(), Failure.decodeOptional(from));
        }
    }
}
