package io.github.blkunit.blktests;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.support.AnnotationSupport;

/** Holds every ported test to the rules of this module. */
class PortedTestsTest {

    static List<Class<?>> portedTests() {
        return List.of(BlockTests.class, LoopTests.class, UblkTests.class).stream().flatMap(group -> Arrays.stream(group
                .getInterfaces()))
                .toList();
    }

    @ParameterizedTest @MethodSource("portedTests")
    void says_where_it_comes_from_in_annotation_and_name(Class<?> type) {
        Upstream upstream = Objects.requireNonNull(type.getAnnotation(Upstream.class), "no @Upstream");
        assertThat(upstream.id()).matches("(block|loop|ublk)/\\d{3}");
        assertThat(upstream.revision()).matches("[0-9a-f]{7,40}");
        String name = upstream.id().replace("/", "");
        assertThat(type.getSimpleName().toLowerCase(Locale.ROOT)).startsWith(name);
        assertThat(tests(type)).isNotEmpty().allSatisfy(test -> assertThat(test.getName()).startsWith(name + "_"));
    }

    @ParameterizedTest @MethodSource("portedTests")
    void carries_the_tags_of_its_group_and_length_on_its_methods(Class<?> type) {
        String group = Objects.requireNonNull(type.getAnnotation(Upstream.class)).id().replaceFirst("/.*", "");
        assertThat(tests(type)).allSatisfy(test -> {
            List<String> tags = AnnotationSupport.findRepeatableAnnotations(test, Tag.class).stream().map(Tag::value).toList();
            assertThat(tags).contains(group).as("quick and timed exclude each other").doesNotContainSequence("quick", "timed")
                    .doesNotContainSequence("timed", "quick");
        });
        assertThat(type.getAnnotation(Tag.class)).as("a tag on the type would spread to all groups of a class").isNull();
    }

    private static List<Method> tests(Class<?> type) {
        return Arrays.stream(type.getMethods()).filter(method -> AnnotationSupport.isAnnotated(method,
                org.junit.jupiter.api.Test.class)).toList();
    }
}
