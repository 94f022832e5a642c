package io.github.blkunit.engine;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.BlockDevices;
import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@link BlockDevice} annotations: present, repeated, meta, inherited from superclasses and interfaces. The nearest class that has any
 * wins; a subclass replaces what its superclass says.
 */
final class DeviceAnnotations {
    private DeviceAnnotations() {}

    /** The annotations of a class, in order; empty if it is none of ours. */
    static List<BlockDevice> of(Class<?> type) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            List<BlockDevice> found = new ArrayList<>();
            collect(c.getDeclaredAnnotations(), found, new HashSet<>());
            for (Class<?> face : found.isEmpty() ? c.getInterfaces() : new Class<?>[0]) {
                if (found.isEmpty()) found.addAll(of(face));
            }
            if (!found.isEmpty()) return found;
        }
        return List.of();
    }

    /**
     * The class that decides for a test class: itself, or for a {@code @Nested} one the outermost class around it.
     *
     * @return null if that class has no {@link BlockDevice}
     */
    static @Nullable Class<?> deviceClass(Class<?> type) {
        Class<?> top = type;
        while (top.getEnclosingClass() != null && !Modifier.isStatic(top.getModifiers()))
            top = top.getEnclosingClass();
        return of(top).isEmpty() ? null : top;
    }

    private static void collect(Annotation[] annotations, List<BlockDevice> found, Set<Class<?>> seen) {
        for (Annotation annotation : annotations) {
            if (annotation instanceof BlockDevice device) {
                found.add(device);
            } else if (annotation instanceof BlockDevices devices) {
                found.addAll(List.of(devices.value()));
            } else if (seen.add(annotation.annotationType()) && !annotation.annotationType().getName().startsWith("java.lang.")) {
                collect(annotation.annotationType().getDeclaredAnnotations(), found, seen);
            }
        }
    }
}
