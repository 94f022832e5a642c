package io.github.blkunit.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerThreadsTest {
    @TempDir
    Path tasks;

    @Test
    void both_kinds_of_switches_of_all_threads_are_added_up() throws IOException {
        thread(7, 100, 5);
        thread(8, 30, 0);
        ServerThreads now = ServerThreads.in(tasks);
        assertThat(now.ids()).containsExactlyInAnyOrder(7L, 8L);
        assertThat(now.since(new ServerThreads(Map.of(7L, 90L)))).as("a new thread counts from its start").isEqualTo(15 + 30);
    }

    @Test
    void threads_that_hotspot_keeps_for_itself_are_left_out() throws IOException {
        thread(7, 100, 5);
        for (String name : List.of("VM Periodic Tas", "C2 CompilerThre", "G1 Conc#0", "Common-Cleaner")) {
            thread(8, name, 1000, 1000);
            assertThat(ServerThreads.in(tasks).ids()).as(name).containsExactly(7L);
        }
    }

    @Test
    void a_thread_that_ends_meanwhile_is_passed_over() throws IOException {
        thread(7, 100, 5);
        Files.createDirectory(tasks.resolve("8"));
        assertThat(ServerThreads.in(tasks).ids()).containsExactly(7L);
    }

    @Test
    void a_server_that_is_gone_is_told() {
        assertThatExceptionOfType(CountsException.class).isThrownBy(() -> ServerThreads.in(tasks.resolve("none")))
                .withMessageStartingWith("the server is gone: its threads cannot be read: ");
    }

    private void thread(int id, int voluntary, int not) throws IOException {
        thread(id, "ublk-queue-0", voluntary, not);
    }

    private void thread(int id, String name, int voluntary, int not) throws IOException {
        Files.writeString(Files.createDirectories(tasks.resolve(Integer.toString(id))).resolve("status"),
                "Name:\t" + name + "\nvoluntary_ctxt_switches:\t" + voluntary + "\nnonvoluntary_ctxt_switches:\t" + not + "\n");
    }
}
