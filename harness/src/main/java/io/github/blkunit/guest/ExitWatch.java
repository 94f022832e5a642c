package io.github.blkunit.guest;

import io.github.blkunit.wire.Frame;
import io.github.blkunit.wire.LifeMessage.ExitCalled;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/** Tells the host who called {@code System.exit}, before the JVM dies of it. The agent itself ends by halt, which runs no hook. */
final class ExitWatch extends Thread {
    private final HostLine host;

    private ExitWatch(HostLine host) {
        super("blkunit-exit-watch");
        this.host = host;
    }

    static void install(HostLine host) {
        Runtime.getRuntime().addShutdownHook(new ExitWatch(host));
    }

    @Override
    public void run() {
        try {
            host.send(find());
        } catch (IOException e) {
            AgentMain.say("cannot report that the JVM ends: " + e);
        }
    }

    /** The thread that waits in {@code Runtime.exit}; without one it was a signal. */
    static ExitCalled find() {
        for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
            StackTraceElement[] stack = entry.getValue();
            for (int i = 0; i < stack.length; i++) {
                if (stack[i].getClassName().equals("java.lang.Runtime") && stack[i].getMethodName().equals("exit")) {
                    return new ExitCalled(entry.getKey().getName(), Frame.of(Arrays.copyOfRange(stack, i, stack.length)));
                }
            }
        }
        return new ExitCalled("", Frame.of(new StackTraceElement[0]));
    }
}
