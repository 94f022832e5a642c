package io.github.blkunit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The kernel may complain of this while the test runs, or any test of the class: the complaint is reported, and fails nothing. Prefer
 * {@link ExpectKernelMessage} where the message has to come.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(AllowKernelMessages.class)
public @interface AllowKernelMessage {

    /** A regular expression, found anywhere in a line of the report, or in its title. */
    String value();

    /** Why it is of no meaning for this test. */
    String reason();
}
