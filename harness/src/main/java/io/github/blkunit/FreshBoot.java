package io.github.blkunit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The class runs in a machine that was booted for it alone, instead of in a clone of one that was booted and saved earlier. For tests that
 * care about what a boot differs in: layout of the kernel's memory, timing, what was loaded before. Costs a boot: about 10 s when emulated.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface FreshBoot {}
