package io.github.blkunit.perf.guest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The guest's program: a {@link BootPlan} comes on standard input, {@link BootEvent}s leave on standard output. */
public final class BootMain {
    /** Where the jars lie that the machine was opened with; their names start with their numbers. */
    private static final Path JARS = Path.of("/run/blkunit/agent");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BootMain() {}

    /** Runs it; status 0 if the last event was sent. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        BootPlan plan = JSON.readValue(System.in.readAllBytes(), BootPlan.class);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            out.println(line(Guest.facts("fio")));
            new Boot(plan, jars(), Boot.workloads(plan), event -> out.println(line(event))).run();
        } catch (IOException | RuntimeException e) { // what is wrong with the plan or the machine; a bad pair is an event
            System.err.println(e.getMessage() == null ? e : e.getMessage());
            System.exit(1);
        }
        System.exit(0); // threads of drivers may linger
    }

    private static String line(BootEvent event) {
        try {
            return BootEvent.MARK + JSON.writerFor(BootEvent.class).writeValueAsString(event);
        } catch (IOException e) {
            throw new UncheckedIOException("an event cannot be written", e);
        }
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> found = Files.list(JARS)) {
            return found.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }
}
