package io.github.blkunit.blktests;

import io.github.blkunit.blktests.support.GuestSettings;
import io.github.blkunit.blktests.support.LeavesNothing;
import io.github.blkunit.blktests.support.QuietKernel;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Where a ported test comes from. A test that carries it also fails when the kernel complains while it runs, as upstream's do:
 * see {@link QuietKernel}; and when it leaves something behind: see {@link LeavesNothing}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({GuestSettings.class, LeavesNothing.class, QuietKernel.class})
public @interface Upstream {

    /** The test's id in blktests, such as {@code block/017}. */
    String id();

    /** The revision of blktests whose behaviour was ported. */
    String revision();

    /** Commits of the kernel whose undoing the test would notice; empty if upstream names none. */
    String[] guards() default {};
}
