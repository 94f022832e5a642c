package io.github.blkunit.counts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A reference file's content, sorted, one figure per line, so that a change reads well in a diff.
 *
 * @param entries by the load's name
 */
record ReferenceFile(Map<String, ReferenceEntry> entries) {
    /** How the names of files begin in which a test leaves what it has counted. */
    static final String ARTEFACT = "counts";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double THOUSAND = 1000;

    ReferenceFile { entries = Collections.unmodifiableMap(new TreeMap<>(entries)); }

    static ReferenceFile parse(String text) throws JsonProcessingException {
        Map<String, ReferenceEntry> entries = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : JSON.readTree(text).properties()) {
            Map<String, Double> figures = new TreeMap<>();
            entry.getValue().properties().forEach(figure -> figures.put(figure.getKey(), figure.getValue().asDouble()));
            entries.put(entry.getKey(), new ReferenceEntry(figures));
        }
        return new ReferenceFile(entries);
    }

    /** This file with the other's entries in the place of its own. */
    ReferenceFile with(ReferenceFile newer) {
        Map<String, ReferenceEntry> all = new TreeMap<>(entries);
        all.putAll(newer.entries);
        return new ReferenceFile(all);
    }

    String toJson() {
        ObjectNode root = JSON.createObjectNode();
        entries.forEach((name, entry) -> {
            ObjectNode figures = root.putObject(name);
            entry.figures().forEach(figures::put);
        });
        return root.toPrettyString() + "\n";
    }

    static double rounded(double value) { return Math.round(value * THOUSAND) / THOUSAND; }
}
