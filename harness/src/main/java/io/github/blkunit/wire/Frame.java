package io.github.blkunit.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stack frame.
 *
 * @param line line number, -1 unknown, -2 native
 */
public record Frame(String type, String method, @Nullable String file, int line) {

    /** The frame as the JDK has it. */
    public static Frame of(StackTraceElement element) {
        return new Frame(element.getClassName(), element.getMethodName(), element.getFileName(), element.getLineNumber());
    }

    /** All of a stack. */
    public static List<Frame> of(StackTraceElement[] elements) {
        List<Frame> frames = new ArrayList<>(elements.length);
        for (StackTraceElement element : elements) frames.add(of(element));
        return frames;
    }

    /** This frame for a JDK stack trace. */
    public StackTraceElement toElement() {
        return new StackTraceElement(type, method, file, line);
    }

    static void encodeAll(List<Frame> frames, Encoder to) {
        to.number(frames.size());
        for (Frame frame : frames) {
            to.text(frame.type).text(frame.method).optional(frame.file).number(frame.line + 2L);
        }
    }

    static List<Frame> decodeAll(Decoder from) throws IOException {
        int count = from.count();
        List<Frame> frames = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            frames.add(new Frame(from.text(), from.text(), from.optional(), from.integer() - 2));
        }
        return Collections.unmodifiableList(frames);
    }
}
