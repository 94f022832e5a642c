package io.github.blkunit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
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
    private static final String BASE = "io.github.blkunit";
    private static final JavaClasses CODE = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(BASE);

    @Test
    void the_rules_look_at_the_whole_harness() {
        assertThat(CODE.stream().map(JavaClass::getPackageName).distinct().map(name -> name.substring(BASE.length()))
                .map(name -> name.replaceFirst("^\\.([^.]*).*", "$1")).distinct()).contains("vm", "wire", "guest", "engine",
                        "extension", "driver", "fio", "cli");
    }

    @Test
    void wire_knows_neither_side() {
        noClasses().that().resideInAPackage(BASE + ".wire..").should().dependOnClassesThat()
                .resideInAnyPackage(BASE + ".vm..", BASE + ".engine..", BASE + ".guest..", BASE + ".extension..", BASE
                        + ".driver..",
                        BASE + ".cli..", "org.junit..", "org.testcontainers..", "com.github.dockerjava..")
                .check(CODE);
    }

    @Test
    void guest_knows_no_machines_and_no_host_side() {
        noClasses().that().resideInAnyPackage(BASE + ".guest..", BASE + ".extension..", BASE + ".driver..").should()
                .dependOnClassesThat()
                .resideInAnyPackage(BASE + ".vm..", BASE + ".engine..", BASE + ".cli..", "org.testcontainers..").check(CODE);
    }

    @Test
    void the_kernels_log_is_read_by_code_that_knows_nothing_else() {
        noClasses().that().resideInAPackage(BASE + ".kernellog..").should().dependOnClassesThat()
                .resideInAnyPackage(BASE + ".vm..", BASE + ".engine..", BASE + ".guest..", BASE + ".wire..", BASE + ".driver..",
                        BASE + ".extension..", BASE + ".fio..", BASE + ".cli..", "org.junit..")
                .check(CODE);
    }

    @Test
    void machines_know_nothing_of_tests_and_messages() {
        noClasses().that().resideInAPackage(BASE + ".vm..").should().dependOnClassesThat()
                .resideInAnyPackage(BASE + ".engine..", BASE + ".guest..", BASE + ".wire..", BASE + ".extension..", BASE
                        + ".driver..",
                        BASE + ".cli..", "org.junit..")
                .check(CODE);
    }

    @Test
    void only_container_code_knows_docker() {
        noClasses().that().resideOutsideOfPackages(BASE + ".vm..").should().dependOnClassesThat()
                .resideInAnyPackage("org.testcontainers..", "com.github.dockerjava..").check(CODE);
    }

    @Test
    void only_the_engine_the_guest_and_the_extension_run_junit() {
        noClasses().that().resideOutsideOfPackages(BASE + ".engine..", BASE + ".guest..", BASE + ".perf.engine..").and()
                .doNotHaveFullyQualifiedName(BASE + ".counts.ReferenceUpdater").should().dependOnClassesThat()
                .resideInAnyPackage("org.junit.platform.launcher..", "org.junit.platform.engine..").check(CODE);
    }

    @Test
    void what_test_authors_use_knows_nothing_of_how_it_gets_there() {
        noClasses().that().resideInAnyPackage(BASE, BASE + ".fio..", BASE + ".counts..").should().dependOnClassesThat()
                .resideInAnyPackage(BASE + ".vm..", BASE + ".engine..", BASE + ".guest..", BASE + ".wire..", BASE + ".cli..")
                .check(CODE);
    }

    @Test
    void statistics_and_verdicts_know_nothing_of_drivers_machines_and_files() {
        noClasses().that().resideInAnyPackage(BASE + ".perf.stat..", BASE + ".perf.gate..").should().dependOnClassesThat()
                .resideInAnyPackage(BASE + ".vm..", BASE + ".driver..", BASE + ".fio..", BASE + ".perf.archive..", BASE
                        + ".perf.run..", BASE + ".perf.guest..", "java.nio..", "org.junit..")
                .check(CODE);
    }

    @Test
    void what_measures_in_a_guest_knows_no_host_side() {
        noClasses().that().resideInAPackage(BASE + ".perf.guest..").should().dependOnClassesThat()
                .resideInAnyPackage(BASE + ".vm..", BASE + ".engine..", BASE + ".perf.run..", BASE + ".report..", "org.junit..")
                .check(CODE);
    }

    @Test
    void nothing_depends_on_the_command_line() {
        classes().that().resideInAPackage(BASE + ".cli..").should().onlyHaveDependentClassesThat()
                .resideInAPackage(BASE + ".cli..").check(CODE);
    }

    @Test
    void the_parts_of_the_machine_room_have_no_cycles() {
        slices().matching(BASE + ".vm.(*)..").should().beFreeOfCycles().check(CODE);
    }
}
