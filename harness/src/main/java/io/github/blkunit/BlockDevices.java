package io.github.blkunit;

import io.github.blkunit.extension.ArtefactsExtension;
import io.github.blkunit.extension.DeviceExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Holds repeated {@link BlockDevice} annotations: the class runs once for each of them. */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({DeviceExtension.class, ArtefactsExtension.class})
public @interface BlockDevices {
    /** The configurations, in the order in which they run. */
    BlockDevice[] value();
}
