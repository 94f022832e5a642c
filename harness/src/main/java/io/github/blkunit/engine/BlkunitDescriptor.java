package io.github.blkunit.engine;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;

/** Our root: remembers which invocations were asked for, since the tree ends above them. */
final class BlkunitDescriptor extends EngineDescriptor {
    private final Selection selection;

    BlkunitDescriptor(UniqueId id, Selection selection) {
        super(id, "blkunit");
        this.selection = selection;
    }

    Selection selection() {
        return selection;
    }

    /** The classes that are left after all filters, in order. */
    List<DeviceClassDescriptor> classes() {
        List<DeviceClassDescriptor> classes = new ArrayList<>();
        for (var child : getChildren()) {
            if (child instanceof DeviceClassDescriptor type) classes.add(type);
        }
        return classes;
    }
}
