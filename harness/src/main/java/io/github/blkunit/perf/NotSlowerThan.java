package io.github.blkunit.perf;

import io.github.blkunit.driver.Driver;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The driver of this {@code @BlockDevice} class is not slower than another one, or than its own earlier build. Each method that takes nothing
 * and returns a {@code Fio} is a workload and a test of its own; the gate sets its run time.
 *
 * <pre>{@code
 * @BlockDevice(driver = Mydrv.class, queues = 4)
 * @NotSlowerThan(driver = NullBlk.class, by = 0.05)            // or: @NotSlowerThan(mergeBaseWith = "main")
 * public class MydrvPerformance {
 *     public @Workload Fio randomReads() { return Fio.randread("4k").iodepth(32); }
 * }
 * }</pre>
 *
 * <p>Both sides are measured now, in pairs, over several machines booted for it. A test fails if its workload is slower beyond doubt, passes
 * if that is ruled out, and is aborted if the figures suffice for neither. {@code docs/performance.md} says what that promises.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface NotSlowerThan {

    /** The driver to hold it against; needs a constructor without parameters. Either this or {@link #mergeBaseWith}. */
    Class<? extends Driver> driver() default Driver.class;

    /** A branch: the reference is this driver, built from the last commit that the branch and HEAD have in common. */
    String mergeBaseWith() default "";

    /** How that commit is built, by {@code sh} at the top of its tree. */
    String build() default "mvn -B -ntp -q -DskipTests test-compile";

    /** What the build makes, relative to the module's folder. */
    String[] classes() default {"target/classes", "target/test-classes"};

    /** Classes from further places that the driver needs, such as one of each library that it uses. */
    Class<?>[] needs() default {};

    /** The slow-down that is agreed to, a share above 0 and below 1. */
    double by() default 0.05;

    /** What of each workload's figures is compared. */
    Metric[] metrics() default Metric.IOPS;

    /** Most boots, at least 3. */
    int boots() default 4;

    /** Pairs per boot, at least 2. */
    int pairs() default 6;

    /** Milliseconds before figures count, of each window. */
    int rampMillis() default 500;

    /** Milliseconds that count, of each window. */
    int windowMillis() default 1500;

    /** Folder of earlier runs, relative to the module's: A/A runs there calibrate the gate. */
    String archive() default "perf-archive";
}
