package io.github.blkunit.vm;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Where debuggers reach into a machine: TCP ports of this host's loopback. A machine with a debugger has no watchdog, since a guest that stands
 * at a breakpoint is silent.
 *
 * @param java for JDWP with the JVM that runs the tests, if there is to be one; {@code blkunit.debug}
 * @param kernel for gdb's remote protocol with the guest's kernel, if there is to be one; {@code blkunit.debug.kernel}
 */
public record Debugging(OptionalInt java, OptionalInt kernel) {
    /** No debugger. */
    public static final Debugging NONE = new Debugging(OptionalInt.empty(), OptionalInt.empty());
    private static final int JDWP = 5005;
    private static final int GDB = 1234;
    private static final int HIGHEST = 65_535;

    /** Whether somebody may stop the machine. */
    public boolean isOn() { return java.isPresent() || kernel.isPresent(); }

    /**
     * Reads {@code blkunit.debug} and {@code blkunit.debug.kernel}: a port, or {@code true} for 5005 and 1234.
     *
     * @param properties value of a property, if it is set
     * @throws IllegalArgumentException if a value is none of these; the message names the property
     */
    static Debugging from(Function<String, Optional<String>> properties) {
        return new Debugging(port("blkunit.debug", properties, JDWP), port("blkunit.debug.kernel", properties, GDB));
    }

    private static OptionalInt port(String property, Function<String, Optional<String>> properties, int usual) {
        String value = properties.apply(property).orElse("false");
        if (value.equals("false")) return OptionalInt.empty();
        if (value.equals("true")) return OptionalInt.of(usual);
        try {
            int port = Integer.parseInt(value);
            if (port > 0 && port <= HIGHEST) return OptionalInt.of(port);
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("not a port: " + property + "=" + value + " (true, or 1 to " + HIGHEST + ")");
    }
}
