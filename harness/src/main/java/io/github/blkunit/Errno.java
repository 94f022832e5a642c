package io.github.blkunit;

import io.github.blkunit.ublk.uapi.LibC;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * An error number of the kernel's.
 *
 * @param number above 0
 */
public record Errno(int number) {
    public static final Errno EPERM = new Errno(LibC.EPERM());
    public static final Errno ENOENT = new Errno(LibC.ENOENT());
    public static final Errno EIO = new Errno(LibC.EIO());
    public static final Errno ENXIO = new Errno(LibC.ENXIO());
    public static final Errno EAGAIN = new Errno(LibC.EAGAIN());
    public static final Errno EACCES = new Errno(LibC.EACCES());
    public static final Errno EBUSY = new Errno(LibC.EBUSY());
    public static final Errno ENODEV = new Errno(LibC.ENODEV());
    public static final Errno EINVAL = new Errno(LibC.EINVAL());
    public static final Errno ENOSPC = new Errno(LibC.ENOSPC());
    public static final Errno EOPNOTSUPP = new Errno(LibC.EOPNOTSUPP());

    /** Second names of numbers that have a better known one. */
    private static final Set<String> ALIASES = Set.of("EWOULDBLOCK", "EDEADLOCK", "ENOTSUP");
    private static final Map<Integer, String> NAMES = names();

    /** {@code EINVAL (22)}; {@code errno 4711} if it has no name. */
    @Override
    public String toString() {
        String name = NAMES.get(number);
        return name == null ? "errno " + number : name + " (" + number + ")";
    }

    private static Map<Integer, String> names() {
        Map<Integer, String> names = new HashMap<>();
        for (Method constant : LibC.class.getMethods()) {
            if (constant.getName().matches("E[A-Z0-9]+") && Modifier.isStatic(constant.getModifiers())
                    && constant.getParameterCount() == 0 && !ALIASES.contains(constant.getName())) {
                try {
                    names.put((Integer) constant.invoke(null), constant.getName());
                } catch (ReflectiveOperationException e) {
                    throw new LinkageError("constant " + constant + " of the bindings cannot be read", e);
                }
            }
        }
        return Map.copyOf(names);
    }
}
