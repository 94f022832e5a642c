package io.github.blkunit.engine;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.ConfigurationParameters;

/** JUnit's configuration, as a run would have it. */
record Parameters(Map<String, String> values) implements ConfigurationParameters {

    /** The system properties of this JVM. */
    static Parameters ofThisJvm() {
        return new Parameters(System.getProperties().stringPropertyNames().stream().collect(Collectors.toMap(name -> name,
                System::getProperty)));
    }

    @Override
    public Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public Optional<Boolean> getBoolean(String key) {
        return get(key).map(Boolean::parseBoolean);
    }

    @Override
    public Set<String> keySet() {
        return values.keySet();
    }
}
