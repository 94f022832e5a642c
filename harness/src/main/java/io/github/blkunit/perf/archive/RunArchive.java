package io.github.blkunit.perf.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.blkunit.perf.archive.RunDocument.Kind;
import io.github.blkunit.perf.stat.PairedSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of run documents, one file each: two branches that add runs do not conflict. Safe for several writers of different runs.
 *
 * @param folder made when the first run is added
 */
public record RunArchive(Path folder) {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /**
     * Writes a run to a file; whole or not at all.
     *
     * @throws IOException if it cannot be written, for want of room for example; the message names the file
     */
    public static void write(RunDocument run, Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) { throw new IOException("no file to write to: " + file); }
        try {
            write(run, file, parent);
        } catch (IOException e) {
            throw new IOException("the run document cannot be written: file=" + file + ": " + e, e);
        }
    }

    private static void write(RunDocument run, Path file, Path parent) throws IOException {
        Files.createDirectories(parent);
        Path unfinished = Files.createTempFile(parent, "unfinished-", ".tmp");
        try {
            JSON.writeValue(unfinished.toFile(), run);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * Reads a run.
     *
     * @throws IOException if it is none, or of a newer format; the message names the file
     */
    public static RunDocument read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) { throw new IOException("no run document: there is no file=" + file); }
        try {
            RunDocument run = JSON.readValue(file.toFile(), RunDocument.class);
            if (run.format() != RunDocument.FORMAT) {
                throw new IOException("this blkunit reads format " + RunDocument.FORMAT + " of run documents only: format=" + run
                        .format() + ", file=" + file);
            }
            return run;
        } catch (JsonProcessingException e) {
            throw new IOException("no run document: file=" + file + ": " + e.getOriginalMessage(), e);
        }
    }

    /** Adds a run under its id. */
    public Path add(RunDocument run) throws IOException {
        Path file = folder.resolve(run.id() + ".json");
        write(run, file);
        return file;
    }

    /** All runs, oldest first; none if there is no folder. */
    public List<RunDocument> runs() throws IOException {
        if (!Files.isDirectory(folder)) { return List.of(); }
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(file -> file.toString().endsWith(".json")).toList();
        }
        List<RunDocument> runs = new ArrayList<>();
        for (Path file : files) { runs.add(read(file)); }
        runs.sort(Comparator.comparing(RunDocument::started).thenComparing(RunDocument::id));
        return runs;
    }

    /** A/A runs of an environment that came to a verdict. */
    public static List<RunDocument> calibration(List<RunDocument> runs, RunDocument.Environment environment) {
        return runs.stream().filter(run -> run.kind() == Kind.AA && run.environment().key().equals(environment.key()) && !run
                .verdict().equals("NONE")).toList();
    }

    /** The A/A samples of a cell. */
    public static List<PairedSample> samples(List<RunDocument> calibration, String cell) {
        return calibration.stream().flatMap(run -> run.cells().stream()).filter(each -> each.name().equals(cell)).map(
                RunArchive::sample).toList();
    }

    /** A cell's log ratios. */
    public static PairedSample sample(RunDocument.Cell cell) {
        return PairedSample.of(cell.boots().stream().map(boot -> boot.pairs().stream().mapToDouble(RunDocument.Pair::logRatio)
                .toArray()).toList());
    }
}
