package io.github.blkunit.fio;

import io.github.blkunit.fio.FioJson.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What became of an ended fio, from its exit status, its report and its complaints: a result, or one clear message. */
record FioOutcome(Fio job, List<String> command, Path json, Path log) {
    private static final int WORDS = 1000;

    /** @throws FioException unless fio did what the job asked for */
    FioResult result(int status) {
        FioJson report = null;
        FormatException unreadable = null;
        try {
            report = FioJson.parse(read(json));
            if ((status == 0 && report.error() == 0) || job.toleratesErrors()) {
                return new FioResult(report.name(), report.version(), report.io(), report.errors(), command, json, Surroundings
                        .here());
            }
            if (report.error() != 0) {
                throw new FioException("fio met a device error: errno=" + report.error() + ", status=" + status + ", fio said: "
                        + complaints() + facts());
            }
        } catch (FormatException e) {
            unreadable = e;
        }
        if (status != 0) {
            throw new FioException("fio failed: status=" + status + ", fio said: " + complaints() + facts(), unreadable);
        }
        throw new FioException("fio's report cannot be used: " + (unreadable == null ? "" : unreadable.getMessage()) + facts(),
                unreadable);
    }

    /** The files that tell of this run. */
    List<Path> artefacts() { return List.of(json, log); }

    /** The last sign of life. */
    String progress() {
        return lines(log).reduce((_, later) -> later).map(line -> "last progress: " + line).orElse("no sign of progress");
    }

    private String complaints() {
        String words = String.join("; ", Stream.concat(beforeReport(), lines(log).filter(line -> !line.startsWith("Jobs:")))
                .distinct().toList());
        if (words.isEmpty()) { return "nothing"; }
        return words.length() <= WORDS ? words : words.substring(0, WORDS) + " ...";
    }

    private Stream<String> beforeReport() { return lines(json).takeWhile(line -> !line.equals("{")); }

    private static Stream<String> lines(Path file) {
        return read(file).lines().filter(line -> !line.isBlank()); // also ends lines at \r, with which fio overwrites its progress
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new FioException("fio's output cannot be read: " + e, e);
        }
    }

    private String facts() {
        Optional<String> accelerator = Surroundings.here().accelerator();
        return "\n  kernel   " + Surroundings.here().kernel() + accelerator.map(name -> " (" + name + ")").orElse("")
                + "\n  command  "
                + String.join(" ", command) + "\n  JSON     " + json;
    }
}
