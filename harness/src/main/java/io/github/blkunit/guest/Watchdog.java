package io.github.blkunit.guest;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Duration;

/**
 * Dead-man switch: pets the machine's watchdog only while the host is heard. A host that died without closing the channel thus ends the
 * machine, and so does an agent that died.
 */
final class Watchdog extends Thread {
    private static final File DEVICE = new File("/dev/watchdog0");
    private static final Duration PERIOD = Duration.ofSeconds(2);
    /** Periods without a message; counted, since the clock of an emulated guest that was kept waiting jumps by any amount. */
    private static final int HOST_LOST = 10;

    private final HostLine host;
    private final FileOutputStream device;

    private Watchdog(HostLine host, FileOutputStream device) {
        super("blkunit-watchdog");
        this.host = host;
        this.device = device;
        setDaemon(true);
    }

    /** Starts it, if the machine has a watchdog. */
    static void start(HostLine host) throws IOException {
        if (!DEVICE.exists()) {
            AgentMain.say("no " + DEVICE + ": this machine does not end by itself if the host dies");
            return;
        }
        new Watchdog(host, new FileOutputStream(DEVICE)).start();
    }

    @Override
    public void run() {
        try {
            long heard = -1;
            for (int quiet = 0; quiet < HOST_LOST; quiet++) {
                if (host.received() != heard || !host.isListening()) quiet = 0;
                heard = host.received();
                device.write(0);
                device.flush();
                Thread.sleep(PERIOD);
            }
            AgentMain.say("the host is silent: the watchdog will end this machine");
        } catch (IOException e) {
            AgentMain.say("watchdog: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
