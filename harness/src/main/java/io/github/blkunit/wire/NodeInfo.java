package io.github.blkunit.wire;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of the guest's test tree that the host does not know yet.
 *
 * @param id the guest's unique id
 * @param parent the guest's unique id of its parent
 * @param test whether it is a test
 * @param container whether it has or may get children
 * @param className class of its source, or null if it has another or none
 * @param methodName method of its source, or null
 * @param methodParameters parameter types of that method as {@code MethodSource} has them, or null
 */
public record NodeInfo(String id, String parent, String displayName, String legacyName, boolean test, boolean container, List<
        String> tags,
        @Nullable String className, @Nullable String methodName, @Nullable String methodParameters) {
    public NodeInfo { tags = List.copyOf(tags); }

    void encode(Encoder to) {
        to.text(id).text(parent).text(displayName).text(legacyName).flag(test).flag(container).texts(tags);
        to.optional(className).optional(methodName).optional(methodParameters);
    }

    static NodeInfo decode(Decoder from) throws IOException {
        return new NodeInfo(from.text(), from.text(), from.text(), from.text(), from.flag(), from.flag(), from.texts(),
                from.optional(), from.optional(), from.optional());
    }
}
