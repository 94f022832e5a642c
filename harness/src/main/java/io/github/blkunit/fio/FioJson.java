package io.github.blkunit.fio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.blkunit.ByteSize;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * fio's JSON report, of one job whose copies are reported together. fio writes its complaints into the same file, before and
 * after the report, so everything outside the outermost braces is left out.
 */
final class FioJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode report;
    private final JsonNode job;

    private FioJson(JsonNode report) throws FormatException {
        this.report = report;
        if (get(report, "jobs").size() != 1) { throw new FormatException("wanted one job: jobs=" + report.get("jobs").size()); }
        this.job = report.get("jobs").get(0);
    }

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
            return new FioJson(JSON.readTree(text.substring(start)));
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            throw new FormatException("it is cut short or damaged at line " + (where == null ? "?" : where.getLineNr()) + ": "
                    + e.getOriginalMessage());
        }
    }

    String version() throws FormatException { return get(report, "fio version").asText().replaceFirst("^fio-", ""); }

    String name() throws FormatException { return get(job, "jobname").asText(); }

    /** errno that ended the job, 0 if none did. */
    int error() throws FormatException { return get(job, "error").asInt(); }

    /** fio leaves the counters out when the job was not told to go on after errors. */
    FioErrors errors() {
        return new FioErrors(job.path("total_err").asLong(0), job.path("first_error").asInt(0));
    }

    Map<Direction, IoStats> io() throws FormatException {
        Map<Direction, IoStats> io = new EnumMap<>(Direction.class);
        for (Direction direction : Direction.values()) { io.put(direction, stats(get(job, direction.key()))); }
        return io;
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
        return new Latency(number(node, "N"), nanos(node, "min"), nanos(node, "max"), nanos(node, "mean"), nanos(node, "stddev"),
                percentiles);
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
