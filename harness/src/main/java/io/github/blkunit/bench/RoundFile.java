package io.github.blkunit.bench;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines that the guest printed, in a file to which each is added at once, so that a run that was cut off can be gone on with. Lines that begin with
 * a brace are rounds, {@code about NAME VALUE} are facts about the machine, others are remarks.
 */
public record RoundFile(Path file) {
    private static final ObjectMapper JSON = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final String ABOUT = "about ";

    /** Forgets what an earlier run left. */
    public void clear() throws IOException { Files.deleteIfExists(file); }

    /** Adds a line. */
    public void add(String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("a measurement cannot be kept: file=" + file, e);
        }
    }

    /** {@return the rounds, each once: a cell that was begun again counts as it was measured last} */
    public List<Round> rounds() throws IOException {
        Map<List<Object>, Round> rounds = new LinkedHashMap<>();
        for (String line : lines()) {
            if (!line.startsWith("{")) continue;
            Round round = JSON.readValue(line, Round.class);
            rounds.put(List.of(round.cell(), round.server(), round.round()), round);
        }
        return List.copyOf(rounds.values());
    }

    /** {@return the cells of which not all {@code wanted} rounds of both servers are there} */
    public List<BenchCell> missing(List<BenchCell> cells, int wanted) throws IOException {
        List<Round> rounds = rounds();
        List<BenchCell> missing = new ArrayList<>();
        for (BenchCell cell : cells) {
            boolean complete = roundsOf(cell, true, rounds, wanted) >= wanted && roundsOf(cell, false, rounds, wanted) >= wanted;
            if (!complete) missing.add(cell);
        }
        return missing;
    }

    private static long roundsOf(BenchCell cell, boolean ours, List<Round> rounds, int wanted) {
        return rounds.stream().filter(round -> round.cell().equals(cell) && round.isOurs() == ours && round.round() >= 1 && round
                .round() <= wanted).mapToInt(Round::round).distinct().count();
    }

    /** {@return what the guest said about itself, name to value} */
    public Map<String, String> about() throws IOException {
        Map<String, String> about = new LinkedHashMap<>();
        for (String line : lines()) {
            if (!line.startsWith(ABOUT)) continue;
            String[] words = line.substring(ABOUT.length()).split(" ", 2);
            about.put(words[0], words.length == 2 ? words[1] : "");
        }
        return about;
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of(); // nothing has been measured so far
        }
    }
}
