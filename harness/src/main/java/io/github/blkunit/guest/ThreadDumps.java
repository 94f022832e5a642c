package io.github.blkunit.guest;

import java.util.Map;

/** What all threads do. */
final class ThreadDumps {
    private ThreadDumps() {}

    static String text() {
        StringBuilder text = new StringBuilder(4096);
        for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
            Thread thread = entry.getKey();
            text.append('"').append(thread.getName()).append("\" #").append(thread.threadId()).append(' ').append(thread
                    .getState());
            if (thread.isDaemon()) text.append(" daemon");
            text.append('\n');
            for (StackTraceElement frame : entry.getValue()) text.append("    at ").append(frame).append('\n');
            text.append('\n');
        }
        return text.toString();
    }
}
