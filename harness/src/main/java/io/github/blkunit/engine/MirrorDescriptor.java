package io.github.blkunit.engine;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;

/** A node of the guest's test tree as it looks here. */
class MirrorDescriptor extends AbstractTestDescriptor {
    private final String legacyName;
    private final Type type;
    private final Set<TestTag> tags;
    private final boolean mayRegisterTests;

    MirrorDescriptor(UniqueId id, String displayName, String legacyName, @Nullable TestSource source, Type type, Set<
            TestTag> tags,
            boolean mayRegisterTests) {
        super(id, displayName, source);
        this.legacyName = legacyName;
        this.type = type;
        this.tags = Set.copyOf(tags);
        this.mayRegisterTests = mayRegisterTests;
    }

    /**
     * A node that Jupiter found here.
     *
     * @param label of its class's configuration, for reports that know no more than class and method; empty if there is one only
     */
    static MirrorDescriptor of(TestDescriptor original, UniqueId id, String label) {
        String legacyName = label.isEmpty() ? original.getLegacyReportingName() : original.getLegacyReportingName() + " [" + label
                + "]";
        return new MirrorDescriptor(id, original.getDisplayName(), legacyName, original.getSource().orElse(
                null),
                original.getType(), Set.copyOf(original.getTags()), original.mayRegisterTests());
    }

    @Override
    public Type getType() { return type; }

    @Override
    public String getLegacyReportingName() { return legacyName; }

    @Override
    public Set<TestTag> getTags() { return tags; }

    @Override
    public boolean mayRegisterTests() {
        return mayRegisterTests;
    }
}
