package io.github.blkunit.blktests;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Tag {@code timed}: load for a given time, which {@link io.github.blkunit.TimeScale} stretches; longer finds more. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("timed")
public @interface Timed {}
