package io.github.blkunit.vm.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.dockerclient.TransportConfig;

@Timeout(20)
class DockerPingTest {
    private final DockerPing ping = new DockerPing(Duration.ofSeconds(1));

    @Test
    void aDaemonThatHangsIsGivenUpInTime() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(ping.trouble(uri(server), false)).get().asString().contains("does not answer within 1 s").contains(
                    "DOCKER_HOST");
        }
    }

    @Test
    void aSocketThatIsNotThereIsNamed() throws Exception {
        assertThat(ping.trouble(URI.create("unix:///nowhere/docker.sock"), false)).get().asString().contains(
                "/nowhere/docker.sock");
    }

    @Test
    void anAnswerThatIsNoDaemonsIsQuoted() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(server, "HTTP/1.1 404 Not Found\r\n\r\n"));
            assertThat(ping.trouble(uri(server), false)).get().asString().contains("404");
        }
    }

    @Test
    void aDaemonThatAnswersIsFine() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(server, "HTTP/1.1 200 OK\r\n\r\nOK"));
            assertThat(ping.trouble(uri(server), false)).isEmpty();
        }
    }

    @Test
    void whenNoneFitsEveryReasonIsTold() throws Exception {
        var candidates = List.of(URI.create("unix:///nowhere/a.sock"), URI.create("ssh://host")).stream()
                .map(uri -> TransportConfig.builder().dockerHost(uri).build()).toList();
        assertThat(DockerDaemons.find(candidates, ping)).isInstanceOfSatisfying(DockerDaemons.Found.Nothing.class,
                nothing -> assertThat(nothing.reason()).contains("/nowhere/a.sock").contains("ssh://host"));
    }

    @Test
    void anOwnerIsGoneWhenItsProcessIs() throws Exception {
        Owner self = Owner.self();
        assertThat(self.isGone()).isFalse();
        assertThat(Owner.of(self.labels())).isEqualTo(self);
        assertThat(new Owner(self.host(), "999999999 then").isGone()).isTrue();
        assertThat(new Owner("another host", "999999999 then").isGone()).as("nothing is known of another host").isFalse();
    }

    @Test
    void halfAnArchiveDoesNotEndLikeAWholeOne() throws Exception {
        TarPipe tar = new TarPipe(archive -> { throw new IOException("disk gone"); });
        assertThat(catchThrowable(() -> tar.in().readAllBytes())).hasMessageContaining("not whole");
        assertThat(catchThrowable(tar::close)).hasMessageContaining("disk gone");
    }

    private static URI uri(ServerSocket server) {
        return URI.create("tcp://127.0.0.1:" + server.getLocalPort());
    }

    private static void answer(ServerSocket server, String text) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read(new byte[64]);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
