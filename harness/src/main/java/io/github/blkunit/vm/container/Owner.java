package io.github.blkunit.vm.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which JVM a container belongs to, as labels.
 *
 * @param host this boot of this host, or of the container that the JVM runs in
 * @param process number and start of the JVM's process
 */
record Owner(String host, String process) {
    static final String LABEL = "io.github.blkunit.machine";
    private static final String HOST_LABEL = "io.github.blkunit.owner.host";
    private static final String PROCESS_LABEL = "io.github.blkunit.owner.process";

    static Owner self() {
        return new Owner(hostNow(), processName(ProcessHandle.current()));
    }

    Map<String, String> labels() {
        return Map.of(LABEL, "true", HOST_LABEL, host, PROCESS_LABEL, process);
    }

    static Owner of(Map<String, String> labels) {
        return new Owner(labels.getOrDefault(HOST_LABEL, ""), labels.getOrDefault(PROCESS_LABEL, ""));
    }

    /** Whether it was a JVM of this host that is no more. About JVMs elsewhere nothing is known. */
    boolean isGone() {
        if (!host.equals(hostNow())) {
            return false;
        }
        String number = process.replaceFirst(" .*", "");
        Optional<ProcessHandle> running = number.matches("\\d{1,18}") ? ProcessHandle.of(Long.parseLong(number)) : Optional
                .empty();
        return running.filter(handle -> processName(handle).equals(process)).isEmpty();
    }

    private static String processName(ProcessHandle handle) {
        return handle.pid() + " " + handle.info().startInstant().map(Instant::toString).orElse("");
    }

    private static String hostNow() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + " " + Files.readSymbolicLink(Path.of(
                    "/proc/self/ns/pid"));
        } catch (IOException e) {
            return "unknown " + e;
        }
    }
}
