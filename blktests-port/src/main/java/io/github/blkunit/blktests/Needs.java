package io.github.blkunit.blktests;

import io.github.blkunit.blktests.support.NeedsCondition;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the machine must have for a test. Without it the test is skipped, and all that is missing is named at once.
 * Counts for the methods declared in the annotated type.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsCondition.class)
public @interface Needs {

    /** Kernel modules, loaded, built in, or to be loaded. */
    String[] modules() default {};

    /** Programs on the PATH. */
    String[] programs() default {};

    /** The oldest kernel that passes, such as {@code 6.9.11}; empty if any may be tried. */
    String kernel() default "";
}
