package io.github.blkunit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The kernel is to say something while the test runs: a test that injects errors proves with it that they arrived. What is expected does
 * not fail the test, even if it is a WARNING; that it did not come does. On a class it is required once, by the end of the class, and
 * allowed in all of it, set-up and tear-down included.
 *
 * <p>A death of the kernel cannot be expected: nothing could go on after it.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ExpectKernelMessages.class)
public @interface ExpectKernelMessage {

    /** A regular expression, found anywhere in a line of the kernel's log, or in the title of one of its reports. */
    String value();
}
