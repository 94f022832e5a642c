package io.github.blkunit.fio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.blkunit.ByteSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * fio's JSON report, plain or with bins. fio writes its complaints into the same file, before and after the report, so everything
 * outside the outermost braces is left out.
 *
 * @param version fio's version, such as {@code 3.39}
 * @param entries one per copy of a job, or per job where fio itself adds copies up; at least one
 */
record FioJson(String version, List<JobEntry> entries) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    FioJson { entries = List.copyOf(entries); }

    /** The text is not fio's report; the message says why not, without naming the file. */
    static final class FormatException extends Exception {
        private static final long serialVersionUID = 1;

        FormatException(String message) { super(message); }
    }

    static FioJson parse(String text) throws FormatException {
        if (text.isBlank()) { throw new FormatException("it is empty"); }
        int start = text.startsWith("{") ? 0 : text.indexOf("\n{") + 1;
        if (text.charAt(start) != '{') { throw new FormatException("it holds no JSON, but: " + text.strip()); }
        try {
            return of(JSON.readTree(text.substring(start)));
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            throw new FormatException("it is cut short or damaged at line " + (where == null ? "?" : where.getLineNr()) + ": "
                    + e.getOriginalMessage());
        }
    }

    private static FioJson of(JsonNode report) throws FormatException {
        List<JobEntry> entries = new ArrayList<>();
        for (JsonNode job : get(report, "jobs")) { entries.add(entry(job)); }
        if (entries.isEmpty()) { throw new FormatException("it names no job"); }
        return new FioJson(get(report, "fio version").asText().replaceFirst("^fio-", ""), entries);
    }

    /** errno that ended a job, 0 if none did. */
    int error() {
        return entries.stream().mapToInt(JobEntry::error).filter(error -> error != 0).findFirst().orElse(0);
    }

    /** The longest that any job says it ran. */
    Duration runtime() {
        return entries.stream().map(JobEntry::runtime).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private static JobEntry entry(JsonNode job) throws FormatException {
        Map<Direction, IoStats> io = new EnumMap<>(Direction.class);
        for (Direction direction : Direction.values()) { io.put(direction, stats(get(job, direction.key()))); }
        // fio leaves the counters out when the job was not told to go on after errors.
        FioErrors errors = new FioErrors(job.path("total_err").asLong(0), job.path("first_error").asInt(0));
        GeneratorLoad load = new GeneratorLoad(job.path("usr_cpu").asDouble() + job.path("sys_cpu").asDouble(), job.path("ctx")
                .asLong());
        return new JobEntry(get(job, "jobname").asText(), job.path("groupid").asInt(), 1, get(job, "error").asInt(), errors, io,
                longest(io), load);
    }

    /** Not {@code job_runtime}, which fio adds up over copies that ran at the same time. */
    private static Duration longest(Map<Direction, IoStats> io) {
        return io.values().stream().map(IoStats::runtime).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private static IoStats stats(JsonNode node) throws FormatException {
        return new IoStats(number(node, "total_ios"), new ByteSize(number(node, "io_bytes")), Duration.ofMillis(number(node,
                "runtime")),
                get(node, "iops").asDouble(), new ByteSize(number(node, "bw_bytes")), latency(node, "slat_ns"),
                latency(node, "clat_ns"), latency(node, "lat_ns"));
    }

    private static Latency latency(JsonNode stats, String field) throws FormatException {
        JsonNode node = get(stats, field);
        if (number(node, "N") == 0) { return Latency.NONE; }
        SortedMap<Percentile, Duration> percentiles = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : node.path("percentile").properties()) {
            percentiles.put(new Percentile(Double.parseDouble(entry.getKey())), Duration.ofNanos(entry.getValue().asLong()));
        }
        SortedMap<Long, Long> bins = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : node.path("bins").properties()) {
            bins.put(Long.valueOf(entry.getKey()), entry.getValue().asLong());
        }
        return new Latency(number(node, "N"), nanos(node, "min"), nanos(node, "max"), nanos(node, "mean"), nanos(node, "stddev"),
                percentiles, new LatencyBins(bins));
    }

    private static Duration nanos(JsonNode node, String field) throws FormatException {
        return Duration.ofNanos(Math.round(get(node, field).asDouble()));
    }

    private static long number(JsonNode node, String field) throws FormatException { return get(node, field).asLong(); }

    private static JsonNode get(JsonNode node, String field) throws FormatException {
        JsonNode found = node.get(field);
        if (found == null) { throw new FormatException("it lacks the field '" + field + "'"); }
        return found;
    }
}
