package io.github.blkunit.fio;

import io.github.blkunit.fio.FioJson.FormatException;
import io.github.blkunit.ublk.sys.Errno;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of an ended fio, from its exit status, its report and its complaints: figures, or one clear message and none.
 *
 * @param plan what it was to do
 * @param command its command line
 * @param json the file that it was to write its report to
 * @param log what it said
 */
record FioOutcome(FioPlan plan, List<String> command, Path json, FioLog log) {

    /** @throws FioException unless fio did what the plan asked for and its clock can be believed */
    FioReport report(int status, FioClock elapsed) {
        FioJson report;
        try {
            report = FioJson.parse(FioLog.read(json));
        } catch (FormatException e) {
            String what = status == 0 ? "fio's report cannot be used: " + e.getMessage() + fullDisk() : "fio failed: " + ended(
                    status)
                    + ", fio said: " + complaints() + fullDisk();
            throw new FioException(what + facts(), e);
        }
        if (!plan.toleratesErrors()) {
            if (report.error() != 0) {
                throw new FioException("fio met a device error: " + new Errno(report.error()) + ", " + ended(status)
                        + ", fio said: "
                        + complaints() + facts());
            }
            if (status != 0) { throw new FioException("fio failed: " + ended(status) + ", fio said: " + complaints() + facts()); }
        }
        Optional<String> objection = elapsed.objection(report.runtime());
        if (objection.isPresent()) {
            throw new FioException(objection.get() + "; no figure of this run can be believed, run it again" + facts());
        }
        return report(report);
    }

    private FioReport report(FioJson report) {
        Map<String, JobEntry> jobs = new LinkedHashMap<>();
        Map<Integer, JobEntry> groups = new LinkedHashMap<>();
        for (JobEntry entry : report.entries()) {
            jobs.merge(entry.group() + "/" + entry.name(), entry, JobEntry::plus);
            groups.merge(entry.group(), entry, JobEntry::plus);
        }
        return new FioReport(results(report, jobs), results(report, groups));
    }

    private List<FioResult> results(FioJson report, Map<?, JobEntry> entries) {
        List<FioResult> results = new ArrayList<>();
        for (JobEntry entry : entries.values()) {
            results.add(FioResult.of(entry, report.version(), command, json, Surroundings.here()));
        }
        return results;
    }

    /** The files that tell of this run. */
    List<Path> artefacts() { return List.of(json, log.file()); }

    private static String ended(int status) {
        return status > 128 ? "killed by signal " + (status - 128) : "status=" + status;
    }

    private String complaints() { return FioLog.words(FioLog.beforeReport(json), log.complaints()); }

    /** fio does not notice that its report does not fit on the disk: it says 0 and leaves half of it. */
    private String fullDisk() {
        try {
            Path folder = json.toAbsolutePath().getParent();
            return folder != null && Files.getFileStore(folder).getUsableSpace() < (1 << 12) ? " (the file system of " + folder
                    + " is full)" : "";
        } catch (IOException e) {
            return " (and the file system of its report does not answer: " + e + ")";
        }
    }

    private String facts() {
        Optional<String> accelerator = Surroundings.here().accelerator();
        return "\n  kernel   " + Surroundings.here().kernel() + accelerator.map(name -> " (" + name + ")").orElse("")
                + "\n  command  " + String.join(" ", command) + "\n  JSON     " + json;
    }
}
