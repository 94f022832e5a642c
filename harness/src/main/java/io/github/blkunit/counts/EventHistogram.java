package io.github.blkunit.counts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a histogram trigger has counted of one event.
 *
 * @param rows one per combination of the keys' values
 */
record EventHistogram(List<Row> rows) {
    static final EventHistogram EMPTY = new EventHistogram(List.of());

    private static final Pattern ROW = Pattern.compile("^\\{ (.*?) \\} +(.*)$", Pattern.MULTILINE);
    private static final Pattern FIELD = Pattern.compile("(\\w+): +(\\S+)");
    private static final Pattern DROPPED = Pattern.compile("^ *Dropped: (\\d+)", Pattern.MULTILINE);

    /**
     * One row.
     *
     * @param keys by name
     * @param values by name; {@code hitcount} is always there
     */
    record Row(Map<String, String> keys, Map<String, Long> values) {
        long hits() { return values.getOrDefault("hitcount", 0L); }

        String key(String name) { return keys.getOrDefault(name, ""); }
    }

    EventHistogram { rows = List.copyOf(rows); }

    /**
     * Reads an event's {@code hist} file.
     *
     * @throws CountsException if the kernel had no room for all keys, so that something is missing
     */
    static EventHistogram parse(String event, String text) {
        Matcher dropped = DROPPED.matcher(text);
        if (dropped.find() && Long.parseLong(dropped.group(1)) > 0) {
            throw new CountsException("the kernel could not count everything: event=" + event + ", dropped=" + dropped.group(1));
        }
        List<Row> rows = new ArrayList<>();
        Matcher row = ROW.matcher(text);
        while (row.find()) {
            Map<String, Long> values = new LinkedHashMap<>();
            fields(row.group(2)).forEach((name, value) -> values.put(name, Long.valueOf(value)));
            rows.add(new Row(fields(row.group(1)), values));
        }
        return new EventHistogram(rows);
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(text);
        while (field.find()) { fields.put(field.group(1), field.group(2).replaceAll(",$", "")); }
        return fields;
    }

    /** How often the event happened. */
    long hits() { return hits(row -> true); }

    /** How often it happened in rows like these. */
    long hits(Predicate<Row> which) {
        return rows.stream().filter(which).mapToLong(Row::hits).sum();
    }

    /** The sum of a value over all rows. */
    long sum(String value) {
        return rows.stream().mapToLong(row -> row.values().getOrDefault(value, 0L)).sum();
    }
}
