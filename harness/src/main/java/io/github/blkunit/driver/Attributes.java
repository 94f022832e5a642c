package io.github.blkunit.driver;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names and values that a driver is set up with: module parameters, or attributes of a configfs folder. In the order in which they were set
 * first. Immutable.
 *
 * @param values by name
 */
record Attributes(Map<String, String> values) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9_]*(/[a-z0-9_-]+)?");

    /** Nothing set: the kernel's defaults. */
    static final Attributes NONE = new Attributes(Map.of());

    Attributes { values = Collections.unmodifiableMap(new LinkedHashMap<>(values)); }

    /**
     * A copy with one more, or another value of the same name.
     *
     * @throws IllegalArgumentException if this cannot be a name
     */
    Attributes with(String name, String value) {
        if (!NAME.matcher(name).matches()) { throw new IllegalArgumentException("not the name of an attribute: '" + name + "'"); }
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new Attributes(changed);
    }

    Attributes with(String name, long value) {
        return with(name, Long.toString(value));
    }

    /** As {@code modprobe} takes them: {@code name=value}. */
    String[] asModuleParameters() {
        List<String> words = values.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList();
        return words.toArray(String[]::new);
    }

    @Override
    public String toString() { return String.join(" ", asModuleParameters()); }
}
