package io.github.blkunit.blktests;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Tag {@code zoned}: the test accepts a given device with zones, or makes its own disk zoned when
 * {@value io.github.blkunit.blktests.support.Zoned#PROPERTY} says so.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("zoned")
public @interface CanBeZoned {}
