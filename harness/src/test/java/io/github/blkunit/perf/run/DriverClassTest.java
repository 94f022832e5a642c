package io.github.blkunit.perf.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.Driver;
import io.github.blkunit.driver.RunningDriver;
import io.github.blkunit.driver.UblkJava;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A wrong name costs a second, not a boot. */
class DriverClassTest {
    /** Wants something that nobody gives it. */
    public static final class Demanding implements Driver {
        private final String wish;

        /** @param wish anything */
        public Demanding(String wish) { this.wish = wish; }

        @Override
        public String name() { return wish; }

        @Override
        public RunningDriver up(DeviceConfiguration wanted) { throw new IllegalStateException(wish); }
    }

    @Test
    void a_driver_on_its_own_class_path_is_fine() {
        assertThatCode(() -> DriverClass.check(side(UblkJava.class.getName()))).doesNotThrowAnyException();
    }

    @Test
    void a_class_that_the_build_did_not_make_is_named_with_its_class_path() {
        assertThatIllegalArgumentException().isThrownBy(() -> DriverClass.check(new Side("c0ffee", "org.example.Gone", List.of(
                Path.of("/nowhere/classes")), "", ""))).withMessageContainingAll("is not there", "driver=org.example.Gone",
                        "build=c0ffee", "/nowhere/classes");
    }

    @Test
    void a_class_that_is_no_driver_or_cannot_be_made_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> DriverClass.check(side(Side.class.getName())))
                .withMessageContaining("does not implement io.github.blkunit.driver.Driver");
        assertThatIllegalArgumentException().isThrownBy(() -> DriverClass.check(side(Demanding.class.getName())))
                .withMessageContaining("has no public constructor without parameters");
    }

    private static Side side(String driver) { return new Side("here", driver, ClassPlaces.ofDriver(driver), "", ""); }
}
