package io.github.blkunit.vm.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Info;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.EnvironmentAndSystemPropertyClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/**
 * Finds the daemon where Testcontainers would: {@code DOCKER_HOST} (also {@code docker.host} in its properties file, with TLS settings), else the
 * usual sockets. Testcontainers' own start is not used: it does not bound its waiting, remembers a failure for the life of the JVM, takes a
 * host with {@code /.dockerenv} for a container, and fails without the image of its reaper, which we do not need.
 */
final class DockerDaemons {
    private static final Duration PING_LIMIT = Duration.ofSeconds(5);

    private DockerDaemons() {}

    /** A daemon, or why there is none. */
    sealed interface Found {
        record Daemon(DockerDaemon daemon) implements Found {}

        record Nothing(String reason) implements Found {}
    }

    static Found find() throws InterruptedException {
        List<TransportConfig> candidates;
        try {
            candidates = candidates();
        } catch (RuntimeException e) {
            return new Found.Nothing("the settings for Docker cannot be used: " + e.getMessage()
                    + " (see DOCKER_HOST, DOCKER_CERT_PATH)");
        }
        return find(candidates, new DockerPing(PING_LIMIT));
    }

    static Found find(List<TransportConfig> candidates, DockerPing ping) throws InterruptedException {
        List<String> reasons = new ArrayList<>();
        for (TransportConfig candidate : candidates) {
            URI uri = candidate.getDockerHost();
            if (!List.of("unix", "tcp", "http", "https").contains(String.valueOf(uri.getScheme()))) {
                reasons.add("cannot speak to " + uri + " (use unix://, tcp:// or https://)");
                continue;
            }
            Optional<String> trouble = ping.trouble(uri, candidate.getSslConfig() != null);
            if (trouble.isPresent()) {
                reasons.add(trouble.get());
                continue;
            }
            try {
                return connect(candidate);
            } catch (RuntimeException e) {
                reasons.add("the Docker daemon at " + uri + " answers, but not as expected: " + e.getMessage());
            }
        }
        return new Found.Nothing(reasons.isEmpty() ? "no Docker daemon found (looked for DOCKER_HOST and the usual sockets)"
                : String.join("; ", reasons));
    }

    private static Found connect(TransportConfig candidate) {
        DockerClient client = DockerClientProviderStrategy.getClientForConfig(candidate);
        Info info = client.infoCmd().exec();
        if (!Objects.equals(info.getOsType(), "linux") || !Objects.equals(info.getArchitecture(), "x86_64")) {
            return new Found.Nothing("the Docker daemon at " + candidate.getDockerHost() + " runs " + info.getOsType() + " on "
                    + info.getArchitecture() + ", the bundle is for Linux on x86_64");
        }
        return new Found.Daemon(new DockerDaemon(client, candidate.getDockerHost(), info));
    }

    @SuppressWarnings("deprecation") // "by the SPI only": but it is the place that knows all settings
    private static List<TransportConfig> candidates() {
        var configured = new EnvironmentAndSystemPropertyClientProviderStrategy();
        if (configured.isApplicable()) {
            return List.of(configured.getTransportConfig());
        }
        String home = System.getProperty("user.home");
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        Stream<Path> rootless = runtime == null ? Stream.empty() : Stream.of(Path.of(runtime, "docker.sock"));
        Stream<Path> usual = Stream.of(Path.of("/var/run/docker.sock"), Path.of(home, ".docker/run/docker.sock"),
                Path.of(home, ".docker/desktop/docker.sock"));
        return Stream.concat(rootless, usual).filter(Files::exists)
                .map(socket -> TransportConfig.builder().dockerHost(URI.create("unix://" + socket)).build()).toList();
    }
}
