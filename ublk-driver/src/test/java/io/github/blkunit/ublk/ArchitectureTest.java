package io.github.blkunit.ublk;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The dependency directions of docs/design.md, "Modules". */
class ArchitectureTest {
    private static final String BASE = "io.github.blkunit.ublk";
    private static final JavaClasses CODE = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    @Test
    void the_rules_look_at_the_whole_driver() {
        assertThat(CODE.stream().map(JavaClass::getPackageName).distinct().map(name -> name.substring(BASE.length()))
                .map(name -> name.replaceFirst("^\\.([^.]*).*", "$1")).distinct()).contains("uapi", "uring", "control", "server",
                        "target", "cli");
    }

    @Test
    void the_driver_needs_the_jdk_only() {
        noClasses().that().resideOutsideOfPackage(BASE + ".cli..").should()
                .dependOnClassesThat(not(resideInAnyPackage("java..", BASE + "..", "org.jspecify..", ""))).check(CODE);
    }

    @Test
    void the_ring_knows_nothing_of_ublk() {
        noClasses().that().resideInAPackage(BASE + ".uring..").should().dependOnClassesThat()
                .resideInAnyPackage(BASE + ".control..", BASE + ".server..", BASE + ".target..", BASE + ".cli..").check(CODE);
    }

    @Test
    void targets_know_nothing_of_rings_and_the_control_device() {
        noClasses().that().resideInAPackage(BASE + ".target..").should().dependOnClassesThat()
                .resideInAnyPackage(BASE + ".uring..", BASE + ".control..", BASE + ".server..", BASE + ".cli..").check(CODE);
    }

    @Test
    void rooms_have_no_cycles() {
        slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(CODE);
    }
}
