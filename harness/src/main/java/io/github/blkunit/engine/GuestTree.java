package io.github.blkunit.engine;

import io.github.blkunit.wire.NodeInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;

/** The nodes of one class, by the guest's ids, and how far each has come. */
final class GuestTree {
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Node top;

    /** How far a node has come. */
    enum State {
        REGISTERED, STARTED, DONE
    }

    /** A node and its state. */
    static final class Node {
        final TestDescriptor descriptor;
        final @Nullable Node parent;
        final boolean dynamic;
        State state = State.REGISTERED;
        long startedAt;

        private Node(TestDescriptor descriptor, @Nullable Node parent, boolean dynamic) {
            this.descriptor = descriptor;
            this.parent = parent;
            this.dynamic = dynamic;
        }
    }

    GuestTree(DeviceClassDescriptor type, UniqueId root) {
        this.top = add(type, null, root);
    }

    private Node add(TestDescriptor descriptor, @Nullable Node parent, UniqueId root) {
        Node node = new Node(descriptor, parent, false);
        nodes.put(Ids.toGuest(root, descriptor.getUniqueId()).toString(), node);
        for (TestDescriptor child : descriptor.getChildren()) add(child, node, root);
        return node;
    }

    /** The class. */
    Node top() {
        return top;
    }

    @Nullable
    Node find(String guestId) {
        return nodes.get(guestId);
    }

    /** Adds what the guest found while running; null if it is known already or its parent is not. */
    @Nullable
    Node register(NodeInfo info) {
        Node parent = nodes.get(info.parent());
        if (parent == null || nodes.containsKey(info.id())) return null;
        UniqueId id = parent.descriptor.getUniqueId().append(UniqueId.parse(info.id()).getLastSegment());
        TestDescriptor.Type type = !info.container() ? TestDescriptor.Type.TEST
                : info.test() ? TestDescriptor.Type.CONTAINER_AND_TEST : TestDescriptor.Type.CONTAINER;
        Set<TestTag> tags = new HashSet<>();
        for (String tag : info.tags()) tags.add(TestTag.create(tag));
        MirrorDescriptor descriptor =
                new MirrorDescriptor(id, info.displayName(), info.legacyName(), source(info), type, tags, info.container());
        parent.descriptor.addChild(descriptor);
        Node node = new Node(descriptor, parent, true);
        nodes.put(info.id(), node);
        return node;
    }

    /** Leaves that have neither run nor been skipped, nor lie below anything that is over. */
    List<Node> remaining() {
        List<Node> remaining = new ArrayList<>();
        for (Node node : nodes.values()) {
            if (node.state == State.REGISTERED && !node.dynamic && node.descriptor.getChildren().isEmpty() && !isOver(node)) {
                remaining.add(node);
            }
        }
        return remaining;
    }

    private static boolean isOver(Node node) {
        for (Node up = node.parent; up != null; up = up.parent) {
            if (up.state == State.DONE) return true;
        }
        return false;
    }

    /** Open nodes without open children, in the order of their start. */
    List<Node> deepestStarted() {
        List<Node> open = new ArrayList<>();
        for (Node node : nodes.values()) {
            if (node.state == State.STARTED) open.add(node);
        }
        Set<Node> parents = new HashSet<>();
        for (Node node : open) {
            if (node.parent != null) parents.add(node.parent);
        }
        open.removeIf(parents::contains);
        return open;
    }

    private static @Nullable TestSource source(NodeInfo info) {
        String className = info.className();
        String methodName = info.methodName();
        if (className == null) return null;
        if (methodName == null) return ClassSource.from(className);
        String parameters = info.methodParameters();
        return MethodSource.from(className, methodName, parameters == null ? "" : parameters);
    }
}
