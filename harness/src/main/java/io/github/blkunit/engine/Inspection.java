package io.github.blkunit.engine;

import io.github.blkunit.vm.Machine;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks from outside at a machine that does not answer: registers of its CPUs, and what they do, in the kernel's own words. */
final class Inspection {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration QUIET = Duration.ofMillis(800);
    private static final Duration LIMIT = Duration.ofSeconds(4);
    /** Magic SysRq: backtraces of all active CPUs, then the tasks that are blocked; they appear on the console. */
    private static final List<String> KEYS = List.of("sendkey alt-sysrq-l", "sendkey alt-sysrq-w");
    private static final int CONSOLE = 2000;

    private Inspection() {}

    /** Files by name; what could not be had says why. Takes some seconds at most. */
    static Map<String, String> of(Machine machine) throws InterruptedException {
        Map<String, String> files = new LinkedHashMap<>();
        try {
            Optional<String> registers = machine.askMonitor("info registers -a");
            if (registers.isEmpty()) return files;
            files.put("registers.txt", registers.get().replace("\r", ""));
            for (String key : KEYS) {
                machine.askMonitor(key);
                awaitQuiet(machine);
            }
        } catch (IOException e) {
            files.putIfAbsent("registers.txt", "QEMU's monitor cannot be asked: " + e + "\n");
        }
        return files;
    }

    private static void awaitQuiet(Machine machine) throws InterruptedException {
        long start = System.nanoTime();
        long changed = start;
        List<String> before = List.of();
        while (System.nanoTime() - start < LIMIT.toNanos() && System.nanoTime() - changed < QUIET.toNanos()) {
            List<String> now = machine.consoleTail(CONSOLE);
            if (!now.equals(before)) changed = System.nanoTime();
            before = now;
            Thread.sleep(LOOK_AGAIN);
        }
    }
}
