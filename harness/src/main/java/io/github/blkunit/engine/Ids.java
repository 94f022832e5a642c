package io.github.blkunit.engine;

import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.UniqueId.Segment;

/**
 * Unique ids here and in the guest. Here: our root, the class, a {@code device} segment if the class has several configurations, and what
 * Jupiter has below the class. In the guest: Jupiter's root, the class, the rest. Our root may itself lie below a suite's.
 */
final class Ids {
    private static final String DEVICE = "device";

    private Ids() {}

    /** The host's id of a node that Jupiter found below our root, for one of several configurations. */
    static UniqueId withDevice(UniqueId root, UniqueId id, int number) {
        UniqueId result = root;
        int position = 0;
        for (Segment segment : id.getSegments().subList(root.getSegments().size(), id.getSegments().size())) {
            result = result.append(segment);
            if (position++ == 0) result = result.append(DEVICE, "#" + number);
        }
        return result;
    }

    /** An id below our root, without the configuration. */
    static UniqueId withoutDevice(UniqueId root, UniqueId id) {
        return rebuild(root, root, id);
    }

    /** The guest's id of a node of ours. */
    static UniqueId toGuest(UniqueId root, UniqueId id) {
        return rebuild(Jupiter.ROOT, root, id);
    }

    private static UniqueId rebuild(UniqueId onto, UniqueId root, UniqueId id) {
        UniqueId result = onto;
        for (Segment segment : id.getSegments().subList(root.getSegments().size(), id.getSegments().size())) {
            if (!segment.getType().equals(DEVICE)) result = result.append(segment);
        }
        return result;
    }

    /** The configuration that an id names, such as {@code #2}, or null if it names none. */
    static @Nullable String device(UniqueId id) {
        for (Segment segment : id.getSegments()) {
            if (segment.getType().equals(DEVICE)) return segment.getValue();
        }
        return null;
    }
}
