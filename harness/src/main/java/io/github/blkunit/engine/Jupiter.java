package io.github.blkunit.engine;

import java.util.ServiceLoader;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.UniqueId;

/** JUnit Jupiter, used through the platform's SPI only. */
final class Jupiter {
    static final String ID = "junit-jupiter";
    /** Root of the guest's test tree. */
    static final UniqueId ROOT = UniqueId.forEngine(ID);

    private Jupiter() {}

    static TestEngine engine() {
        for (TestEngine engine : ServiceLoader.load(TestEngine.class, Jupiter.class.getClassLoader())) {
            if (engine.getId().equals(ID)) return engine;
        }
        throw new IllegalStateException("JUnit Jupiter's engine is not on the class path (add org.junit.jupiter:junit-jupiter)");
    }
}
