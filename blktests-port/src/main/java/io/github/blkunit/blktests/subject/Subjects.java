package io.github.blkunit.blktests.subject;

import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests what they test. JUnit configuration parameters name the class that stands in for ours:
 * {@value #LOOPS} for {@link Loops}, {@value #UBLK} for {@link Ublk}. It needs a public constructor without parameters.
 */
public final class Subjects implements ParameterResolver {
    /** Name of the class that implements {@link Loops}; {@link KernelLoops} unless set. */
    public static final String LOOPS = "blkunit.blktests.loops";
    /** Name of the class that implements {@link Ublk}; {@link JavaUblk} unless set. */
    public static final String UBLK = "blkunit.blktests.ublk";

    /** @param parameter the configuration parameter that names another class than {@code ours} */
    private record Kind(Class<?> type, String parameter, Class<?> ours) {}

    private static final List<Kind> KINDS = List.of(new Kind(Loops.class, LOOPS, KernelLoops.class),
            new Kind(Ublk.class, UBLK, JavaUblk.class));

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return KINDS.stream().anyMatch(kind -> kind.type() == parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Kind kind = KINDS.stream().filter(one -> one.type() == parameter.getParameter().getType()).findFirst().orElseThrow();
        String name = context.getConfigurationParameter(kind.parameter()).orElse(kind.ours().getName());
        try {
            return kind.type().cast(Class.forName(name, true, Thread.currentThread().getContextClassLoader()).getConstructor()
                    .newInstance());
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            throw new ParameterResolutionException("nothing to test: " + kind.parameter() + "=" + name + " must name a class that"
                    + " implements " + kind.type().getName() + " and has a public constructor without parameters: " + e, e);
        }
    }
}
