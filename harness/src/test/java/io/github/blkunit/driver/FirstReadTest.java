package io.github.blkunit.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A socket stands for a node without a disk: open(2) answers ENXIO for both. */
class FirstReadTest {
    @TempDir
    Path folder;
    private Path node = Path.of("");

    @BeforeEach
    void makeANodeWithoutADisk() throws IOException {
        node = folder.resolve("sda");
        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(node)).close();
    }

    @Test
    void waits_for_the_disk_behind_the_node() throws Exception {
        Path disk = Files.write(folder.resolve("disk"), new byte[4096]);
        CompletableFuture<Void> up = CompletableFuture.runAsync(() -> {
            assertThatCode(() -> FirstRead.of(node, Duration.ofSeconds(20))).doesNotThrowAnyException();
        });
        assertThat(Await.until(Duration.ofSeconds(20), FirstReadTest::isRefused)).isTrue();
        Files.move(disk, node, StandardCopyOption.REPLACE_EXISTING);
        up.join();
    }

    /** It tries again after a pause. */
    private static boolean isRefused() {
        return Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().equals("first-read-sda") && thread
                .getState() == Thread.State.TIMED_WAITING);
    }

    @Test
    void says_what_is_missing_when_the_disk_does_not_come() {
        assertThatThrownBy(() -> FirstRead.of(node, Duration.ofMillis(50))).isInstanceOf(DriverException.class)
                .hasMessageContainingAll(node.toString(), "ENXIO", "no disk is");
    }
}
