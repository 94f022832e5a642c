package io.github.blkunit.vm;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The machines of this JVM that are not closed yet: a shutdown hook closes them, so that Ctrl-C leaves nothing behind. */
public final class LiveMachines {
    private static final Set<AutoCloseable> LIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(LiveMachines::closeAll, "blkunit-machines-end"));
    }

    private LiveMachines() {}

    /** From now on the hook closes it. */
    public static void add(AutoCloseable machine) {
        LIVE.add(machine);
    }

    /** It is closed. */
    public static void remove(AutoCloseable machine) {
        LIVE.remove(machine);
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // the JVM is going down: nobody else is left to tell
    private static void closeAll() {
        for (AutoCloseable machine : LIVE) {
            try {
                machine.close();
            } catch (Exception e) {
                e.printStackTrace();
            }
        }
    }
}
