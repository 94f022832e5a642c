package io.github.blkunit.blktests;

import io.github.blkunit.blktests.support.AnswersInTime;
import io.github.blkunit.blktests.support.GuestSettings;
import io.github.blkunit.blktests.support.LeavesNothing;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Where a ported test comes from. A test that carries it also fails when it leaves something behind: see {@link LeavesNothing}. That it
 * fails when the kernel complains while it runs, as upstream's do, needs nothing here: the harness watches the kernel's log of every test.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({GuestSettings.class, LeavesNothing.class, AnswersInTime.class})
public @interface Upstream {

    /** The test's id in blktests, such as {@code block/017}. */
    String id();

    /** The revision of blktests whose behaviour was ported. */
    String revision();

    /** Commits of the kernel whose undoing the test would notice; empty if upstream names none. */
    String[] guards() default {};
}
