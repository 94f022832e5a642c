package io.github.blkunit.counts;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One load's figures.
 *
 * @param figures by {@link Metric#key}
 */
record ReferenceEntry(Map<String, Double> figures) {
    ReferenceEntry { figures = Collections.unmodifiableMap(new TreeMap<>(figures)); }
}
