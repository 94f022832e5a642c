package io.github.blkunit.blktests;

import io.github.blkunit.blktests.subject.Subjects;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of upstream's group {@code loop}; tag {@code loop}. On the method, since a class may join several groups. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Subjects.class)
@Test
@Tag("loop")
public @interface LoopTest {}
