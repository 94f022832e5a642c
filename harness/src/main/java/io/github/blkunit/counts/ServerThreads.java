package io.github.blkunit.counts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Context switches of each thread of a process, at one moment: {@code /proc/PID/task}. The threads that HotSpot keeps for itself are left
 * out ({@link HotSpotThreads}): what they do depends on how long a load ran, not on how many requests there were.
 *
 * @param switches by thread id
 */
record ServerThreads(Map<Long, Long> switches) {
    private static final Pattern SWITCHES = Pattern.compile("^(?:non)?voluntary_ctxt_switches:\\s+(\\d+)", Pattern.MULTILINE);

    private static final Pattern NAME = Pattern.compile("^Name:\\s+(.*)$", Pattern.MULTILINE);

    ServerThreads { switches = Map.copyOf(switches); }

    static ServerThreads of(long pid) {
        return in(Path.of("/proc", Long.toString(pid), "task"));
    }

    static ServerThreads in(Path tasks) {
        Map<Long, Long> switches = new TreeMap<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) { add(thread, switches); }
        } catch (IOException | DirectoryIteratorException e) {
            throw new CountsException("the server is gone: its threads cannot be read: " + e, e);
        }
        return new ServerThreads(switches);
    }

    private static void add(Path thread, Map<Long, Long> switches) throws IOException {
        try {
            String status = new String(Files.readAllBytes(thread.resolve("status")), StandardCharsets.UTF_8);
            if (!HotSpotThreads.isOwn(name(status))) {
                switches.put(Long.valueOf(String.valueOf(thread.getFileName())), parse(status));
            }
        } catch (NoSuchFileException e) {
            return; // the thread has ended since the folder was listed
        } catch (IOException | UncheckedIOException e) {
            if (Files.exists(thread)) { throw e; } // ESRCH: ended while it was read
        }
    }

    private static String name(String status) {
        Matcher line = NAME.matcher(status);
        return line.find() ? line.group(1) : "";
    }

    static long parse(String status) {
        long sum = 0;
        Matcher line = SWITCHES.matcher(status);
        while (line.find()) { sum += Long.parseLong(line.group(1)); }
        return sum;
    }

    Set<Long> ids() { return switches.keySet(); }

    /** Switches since then; threads that are new count from their start. */
    long since(ServerThreads earlier) {
        return switches.entrySet().stream().mapToLong(now -> now.getValue() - earlier.switches.getOrDefault(now.getKey(), 0L))
                .sum();
    }
}
