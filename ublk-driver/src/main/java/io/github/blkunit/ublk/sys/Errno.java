package io.github.blkunit.ublk.sys;

import io.github.blkunit.ublk.uapi.LibC;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An error number of the kernel or the C library, positive, as {@code errno} holds it.
 *
 * @param number 1 to 4095
 */
public record Errno(int number) {
    public static final Errno EPERM = new Errno(LibC.EPERM());
    public static final Errno ENOENT = new Errno(LibC.ENOENT());
    public static final Errno EINTR = new Errno(LibC.EINTR());
    public static final Errno EIO = new Errno(LibC.EIO());
    public static final Errno ENXIO = new Errno(LibC.ENXIO());
    public static final Errno EAGAIN = new Errno(LibC.EAGAIN());
    public static final Errno ENOMEM = new Errno(LibC.ENOMEM());
    public static final Errno EACCES = new Errno(LibC.EACCES());
    public static final Errno EBUSY = new Errno(LibC.EBUSY());
    public static final Errno EEXIST = new Errno(LibC.EEXIST());
    public static final Errno ENODEV = new Errno(LibC.ENODEV());
    public static final Errno EINVAL = new Errno(LibC.EINVAL());
    public static final Errno ENOSPC = new Errno(LibC.ENOSPC());
    public static final Errno ENOBUFS = new Errno(LibC.ENOBUFS());
    public static final Errno ENOSYS = new Errno(LibC.ENOSYS());
    public static final Errno ETIME = new Errno(LibC.ETIME());
    public static final Errno EOPNOTSUPP = new Errno(LibC.EOPNOTSUPP());

    private static final int MAX_ERRNO = 4095;

    public Errno {
        if (number < 1 || number > MAX_ERRNO)
            throw new IllegalArgumentException("an error number is 1.." + MAX_ERRNO + ": number=" + number);
    }

    /** {@return whether a kernel style result is an error: 0 or more is success, a negative value is an error number with its sign turned} */
    public static boolean isError(long result) {
        return result < 0 && result >= -MAX_ERRNO;
    }

    /** {@return the error of a kernel style result that {@linkplain #isError is one}} */
    public static Errno of(long result) {
        return new Errno((int) -result);
    }

    /** {@return the symbolic name, for example {@code ENODEV}, or {@code E?} if the C library has none} */
    public String symbol() {
        return Names.BY_NUMBER.getOrDefault(number, "E?");
    }

    /** {@return name and number: {@code ENODEV (19)}} */
    @Override
    public String toString() { return symbol() + " (" + number + ")"; }

    /** Read from the bindings on the first error, never on the way to a working device. */
    private static final class Names {
        private static final Set<String> SECOND_NAMES = Set.of("EWOULDBLOCK", "EDEADLOCK", "ENOTSUP");
        private static final Map<Integer, String> BY_NUMBER = new TreeMap<>();
        static {
            for (Class<?> type = LibC.class; type != Object.class; type = type.getSuperclass())
                for (Method method : type.getDeclaredMethods())
                    if (isErrorNumber(method)) BY_NUMBER.put(value(method), method.getName());
        }

        private static boolean isErrorNumber(Method method) {
            return method.getName().matches("E[A-Z0-9]+") && Modifier.isStatic(method.getModifiers()) //
                    && method.getParameterCount() == 0 && method.getReturnType() == int.class && !SECOND_NAMES.contains(method
                            .getName());
        }

        private static int value(Method method) {
            try {
                return (int) method.invoke(null);
            } catch (ReflectiveOperationException impossible) {
                throw new LinkageError(method + " is public, static and without arguments", impossible);
            }
        }
    }
}
