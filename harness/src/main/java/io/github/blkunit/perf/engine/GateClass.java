package io.github.blkunit.perf.engine;

import java.util.List;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;

/** A class whose workloads are compared. */
final class GateClass extends AbstractTestDescriptor {
    static final String SEGMENT = "class";

    private final Class<?> type;

    GateClass(UniqueId id, Class<?> type) {
        super(id, type.getSimpleName(), ClassSource.from(type));
        this.type = type;
    }

    Class<?> type() { return type; }

    List<WorkloadTest> workloads() { return getChildren().stream().map(WorkloadTest.class::cast).toList(); }

    @Override
    public Type getType() { return Type.CONTAINER; }

    @Override
    public String getLegacyReportingName() { return type.getName(); }
}
