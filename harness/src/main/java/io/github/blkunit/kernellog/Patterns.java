package io.github.blkunit.kernellog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is looked for in the kernel's log, and what of it is ignored; from pattern files, whose form {@code docs/kernel-log.md} describes.
 * Immutable.
 */
public final class Patterns {
    private static final String BUILT_IN = "kernel.patterns";
    private final List<Signature> signatures;
    private final List<Waiver> waivers;
    private final List<Pattern> dullFrames;

    Patterns(List<Signature> signatures, List<Waiver> waivers, List<Pattern> dullFrames) {
        this.signatures = List.copyOf(signatures);
        this.waivers = List.copyOf(waivers);
        this.dullFrames = List.copyOf(dullFrames);
    }

    /**
     * The harness's own patterns.
     *
     * @throws PatternFileException if they are damaged: the harness's jar is
     */
    public static Patterns builtIn() throws PatternFileException {
        try (InputStream file = Patterns.class.getResourceAsStream(BUILT_IN)) {
            if (file == null) throw new PatternFileException("no pattern file in the harness's jar: name=" + BUILT_IN, null);
            return PatternFile.parse(BUILT_IN, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new PatternFileException("pattern file cannot be read: name=" + BUILT_IN + ": " + e, e);
        }
    }

    /**
     * These and a file's. The file's signatures go first, so that it can judge otherwise.
     *
     * @throws PatternFileException if it cannot be read, holds nothing, or cannot be understood; the message names the line
     */
    public Patterns with(Path file) throws PatternFileException {
        Patterns more;
        try {
            more = PatternFile.parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new PatternFileException("pattern file cannot be read: file=" + file.toAbsolutePath() + ": " + e
                    + " (blkunit.kernel.patterns)", e);
        }
        return new Patterns(joined(more.signatures, signatures), joined(more.waivers, waivers), joined(more.dullFrames,
                dullFrames));
    }

    /** Waivers that are out of date and therefore do not count. */
    public List<Waiver> expired(LocalDate today) {
        return waivers.stream().filter(waiver -> waiver.isExpired(today)).toList();
    }

    /** The waiver because of which a report is of no meaning. */
    public Optional<Waiver> waiver(KernelReport report, LocalDate today) {
        return waivers.stream().filter(waiver -> !waiver.isExpired(today) && waiver.covers(report)).findFirst();
    }

    /** The signature that a line begins. */
    Optional<Signature> signature(String text) {
        return signatures.stream().filter(signature -> signature.match().matcher(text).lookingAt()).findFirst();
    }

    /** Whether a function says nothing about where something happened. */
    boolean isDull(String function) {
        return dullFrames.stream().anyMatch(dull -> dull.matcher(function).matches());
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
