package io.github.blkunit.perf.engine;

import java.lang.reflect.Method;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;

/** A workload that gets a verdict. */
final class WorkloadTest extends AbstractTestDescriptor {
    static final String SEGMENT = "workload";

    private final String workload;

    WorkloadTest(UniqueId id, Class<?> type, Method method) {
        super(id, method.getName(), MethodSource.from(type, method));
        this.workload = method.getName();
    }

    String workload() { return workload; }

    @Override
    public Type getType() { return Type.TEST; }

    @Override
    public String getLegacyReportingName() { return workload; }
}
