package io.github.blkunit;

import io.github.blkunit.extension.KernelCondition;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a test class, or a test, asks of the machine's kernel. On a kernel without it the test is skipped, and the reason names all that is missing and the
 * setting that chooses another kernel, {@code -Dblkunit.kernel=...}.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(KernelCondition.class)
public @interface Kernel {

    /** The flavour it is written for, such as {@code instrumented}: a part of what {@code uname -r} says. Empty for any. */
    String value() default "";

    /** The oldest version, such as {@code 6.11}. Empty for any. */
    String atLeast() default "";

    /** Options that must be built in or modules, such as {@code CONFIG_FAIL_MAKE_REQUEST}. */
    String[] options() default {};
}
