package io.github.blkunit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blkunit.wire.ClassPathMessage.Entry;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestClassPathTest {

    @Test
    void holds_what_the_tests_need() throws IOException {
        assertThat(names()).anyMatch(name -> name.startsWith("junit-jupiter-engine"))
                .anyMatch(name -> name.startsWith("assertj-core")).contains("test-classes.jar", "classes.jar");
    }

    @Test
    void leaves_the_bundle_and_the_docker_client_at_home() throws IOException {
        assertThat(names()).noneMatch(name -> name.startsWith("testcontainers") || name.startsWith("docker-java")
                || name.contains("vm-images"));
    }

    private static List<String> names() throws IOException {
        return TestClassPath.ofThisJvm().entries().stream().map(Entry::name).toList();
    }
}
