package io.github.blkunit.fio;

import io.github.blkunit.extension.WorkloadExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A load that has a name. On a method without parameters that returns a {@link Fio}: declares one, called like the method. On a
 * parameter of a test: runs one on the class's device and gives what it measured, as {@link FioResult} or {@link FioReport}.
 *
 * <pre>{@code
 * @Workload Fio randomReads() { return Fio.randread("4k").iodepth(64).runtime(ofSeconds(5)); }
 *
 * @Test void keepsUp(@Workload("randomReads") FioResult reads) { assertThat(reads).iops().isGreaterThan(10_000); }
 *
 * @Test void keepsUpWithOurJobs(@Workload(file = "jobs/mixed.fio") FioReport report) { ... }
 * }</pre>
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WorkloadExtension.class)
public @interface Workload {

    /** On a parameter: the method that declares the load. */
    String value() default "";

    /** On a parameter, instead: a job file on the class path, as {@link FioFile#resource} takes it. */
    String file() default "";
}
