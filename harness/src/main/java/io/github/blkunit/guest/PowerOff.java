package io.github.blkunit.guest;

import java.io.FileOutputStream;
import java.io.IOException;

/** Ends the machine at once, without unmounting or waiting: a thread stuck in a dead block device must not keep it alive. */
final class PowerOff {
    private PowerOff() {}

    static void now() {
        try (FileOutputStream trigger = new FileOutputStream("/proc/sysrq-trigger")) {
            trigger.write('o');
        } catch (IOException e) {
            AgentMain.say("cannot power off by sysrq, leaving it to init: " + e);
        }
    }
}
