package io.github.blkunit;

import io.github.blkunit.driver.Driver;
import io.github.blkunit.driver.UblkJava;
import io.github.blkunit.extension.ArtefactsExtension;
import io.github.blkunit.extension.DeviceExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The class runs inside a virtual machine, against a block device brought up there for it.
 *
 * <p>The device is up before {@code @BeforeAll} and down after {@code @AfterAll}; a parameter of type {@link Device} of any
 * test, life cycle method or constructor gets it. Repeated, the class runs once per annotation. Works as a meta-annotation.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(BlockDevices.class)
@ExtendWith({DeviceExtension.class, ArtefactsExtension.class})
public @interface BlockDevice {

    /** Hardware queues, 1 to 4096. The kernel allows at most one per possible CPU; the machine is given enough of them. */
    int queues() default 1;

    /** Queue depth: requests (tags) per hardware queue, 1 to 4096. */
    int depth() default 128;

    /** Capacity, as {@link ByteSize#parse} reads it; a multiple of the logical block size, at least one page. */
    String size() default "1G";

    /** Logical block size in bytes: 512, 1024, 2048 or 4096. */
    int logicalBlockSize() default 512;

    /** What serves the device; needs a constructor without parameters. */
    Class<? extends Driver> driver() default UblkJava.class;
}
