package io.github.blkunit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Each test method of the class runs in a machine of its own, with a device of its own; so do {@code @BeforeAll} and {@code @AfterAll}, once in
 * every machine. For tests that leave a machine in a state that the next one must not see. The invocations of a parameterized or dynamic
 * test share one machine. Costs a clone for each method: about a second when emulated; together with {@link FreshBoot}, a boot.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface MachinePerTest {}
