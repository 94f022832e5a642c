package io.github.blkunit.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Both servers' verdicts, script by script. */
record SelftestTable(Map<String, Outcome> theirs, Map<String, Outcome> ours) {
    private static final int SKIPPED = 4;
    private static final int TIMED_OUT = 124;

    /** What a script left with. */
    record Outcome(int status, int seconds) {
        String word() {
            return switch (status) {
                case 0 -> "pass";
                case SKIPPED -> "skip";
                case TIMED_OUT, 137 -> "**timeout**";
                default -> "**fail** (" + status + ")";
            };
        }

        boolean passed() { return status == 0; }
    }

    /** Reads the lines that the guests printed; a server that has not been run has no outcomes. */
    static SelftestTable read(Path folder) throws IOException {
        return new SelftestTable(outcomes(folder.resolve("theirs.txt")), outcomes(folder.resolve("ours.txt")));
    }

    private static Map<String, Outcome> outcomes(Path file) throws IOException {
        Map<String, Outcome> outcomes = new TreeMap<>();
        if (!Files.exists(file)) return outcomes;
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ", -1);
            if (words.length == 4 && words[0].equals("RESULT"))
                outcomes.put(words[1].replaceFirst("^test_", "").replaceFirst("\\.sh$", ""), new Outcome(Integer.parseInt(
                        words[2]), Integer.parseInt(words[3])));
        }
        return outcomes;
    }

    /** Whether ours passes all that theirs passes. */
    boolean isAsGood() {
        return theirs.entrySet().stream().filter(entry -> entry.getValue().passed()).allMatch(entry -> {
            Outcome mine = ours.get(entry.getKey());
            return mine != null && mine.passed();
        });
    }

    String markdown(String source) {
        StringBuilder text = new StringBuilder("# The kernel's ublk self-tests\n\n");
        if (!source.isEmpty()) {
            text.append("Written by `./blkunit selftests`. The scripts of ").append(source).append(
                    ", unchanged, each run with the kernel's own test server ");
            text.append("(kublk) and with ours in its place, in a VM with 4 CPUs and 2 GiB.\n");
            text.append("Seconds are of an emulated machine (TCG); each call of ours starts a JVM in them.\n\n");
        }
        text.append("Passed: kublk ").append(passed(theirs)).append(", ours ").append(passed(ours)).append(" of ").append(all()
                .size()).append(".\n\n");
        text.append("| script | kublk | ours | seconds kublk | seconds ours |\n|---|---|---|---|---|\n");
        for (String script : all()) {
            text.append("| ").append(script).append(" | ").append(word(theirs, script)).append(" | ").append(word(ours, script))
                    .append(" | ").append(
                            seconds(theirs, script)).append(" | ").append(seconds(ours, script)).append(" |\n");
        }
        return text.toString();
    }

    private TreeSet<String> all() {
        TreeSet<String> all = new TreeSet<>(theirs.keySet());
        all.addAll(ours.keySet());
        return all;
    }

    private static long passed(Map<String, Outcome> outcomes) {
        return outcomes.values().stream().filter(Outcome::passed).count();
    }

    private static String word(Map<String, Outcome> outcomes, String script) {
        Outcome outcome = outcomes.get(script);
        return outcome == null ? "not run" : outcome.word();
    }

    private static String seconds(Map<String, Outcome> outcomes, String script) {
        Outcome outcome = outcomes.get(script);
        return outcome == null ? "" : Integer.toString(outcome.seconds());
    }
}
