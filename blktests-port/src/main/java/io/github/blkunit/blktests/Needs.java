package io.github.blkunit.blktests;

import io.github.blkunit.blktests.support.LoadedModules;
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
@ExtendWith({NeedsCondition.class, LoadedModules.class})
public @interface Needs {

    /** Kernel modules, loaded, built in, or to be loaded. */
    String[] modules() default {};

    /** Kernel modules that can be loaded anew, with parameters: not built in, and used by nobody. */
    String[] loadable() default {};

    /** Parameters that kernel modules must have, such as {@code null_blk/shared_tags}. */
    String[] parameters() default {};

    /** Options that the kernel must have been built with, without {@code CONFIG_}, such as {@code IO_URING}. */
    String[] options() default {};

    /** Folders of the kernel's file systems that must be there, such as {@code /sys/kernel/debug/block}. */
    String[] folders() default {};

    /** Controllers of cgroup version 2, such as {@code io}. */
    String[] controllers() default {};

    /** CPUs that must be online. */
    int cpus() default 1;

    /** Programs on the PATH. */
    String[] programs() default {};

    /** The oldest kernel that passes, such as {@code 6.9.11}; empty if any may be tried. */
    String kernel() default "";
}
