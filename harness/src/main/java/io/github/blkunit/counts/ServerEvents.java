package io.github.blkunit.counts;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** System calls and io_uring traffic of a server, by the kernel's tracepoints: whatever language it is written in. */
final class ServerEvents {
    private static final String SYSTEM_CALL = "raw_syscalls/sys_enter";
    private static final String SUBMISSION = "io_uring/io_uring_submit_req";
    private static final String COMPLETION = "io_uring/io_uring_complete";
    private static final String IO_URING_ENTER = "426"; // the same on all architectures

    private ServerEvents() {}

    static void start(TraceInstance trace) {
        trace.count(SYSTEM_CALL, "common_pid,id:size=32768", "");
        trace.count(SUBMISSION, "common_pid,ctx.hex:size=4096", "");
        trace.count(COMPLETION, "ctx.hex:size=4096", "");
    }

    /**
     * Reads what the server did.
     *
     * @param threads its thread ids
     * @param contextSwitches of all of them
     * @param allocated bytes, if known
     */
    static ServerCounts read(TraceInstance trace, Set<Long> threads, long contextSwitches, long allocated, long copied) {
        Set<String> ids = threads.stream().map(String::valueOf).collect(Collectors.toSet());
        EventHistogram calls = trace.read(SYSTEM_CALL);
        EventHistogram submissions = trace.read(SUBMISSION);
        Set<String> rings = new HashSet<>();
        for (EventHistogram.Row row : submissions.rows()) {
            if (ids.contains(row.key("common_pid"))) { rings.add(row.key("ctx")); }
        }
        return new ServerCounts(calls.hits(row -> ids.contains(row.key("common_pid"))),
                calls.hits(row -> ids.contains(row.key("common_pid")) && row.key("id").equals(IO_URING_ENTER)),
                submissions.hits(row -> rings.contains(row.key("ctx"))), trace.read(COMPLETION).hits(row -> rings.contains(row
                        .key("ctx"))),
                contextSwitches, allocated, copied);
    }
}
