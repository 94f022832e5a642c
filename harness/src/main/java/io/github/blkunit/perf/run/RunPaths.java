package io.github.blkunit.perf.run;

import static java.util.Locale.ROOT;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The class path elements of a run, each once: those of the measuring program, then the sides'.
 *
 * @param all in the order of their numbers in the guest
 * @param measuring how many of them, from the first on, are the measuring program's
 */
record RunPaths(List<Path> all, int measuring) {
    /** The guest gives them two digits. */
    private static final int MOST = 99;

    static RunPaths of(PerfPlan plan) {
        List<Path> all = new ArrayList<>(ClassPlaces.ofMeasuring(plan.testClass()));
        int measuring = all.size();
        List<Path> wanted = new ArrayList<>(plan.candidate().classPath());
        wanted.addAll(plan.reference().classPath());
        for (Path path : wanted) {
            Path known = path.toAbsolutePath().normalize();
            if (!all.contains(known)) { all.add(known); }
        }
        if (all.size() > MOST) {
            throw new IllegalArgumentException("too many class path elements for a guest: " + all.size() + " (at most " + MOST
                    + ")");
        }
        return new RunPaths(List.copyOf(all), measuring);
    }

    List<Integer> numbers(Side side) {
        return side.classPath().stream().map(path -> all.indexOf(path.toAbsolutePath().normalize())).toList();
    }

    /**
     * The command that starts the guest's program, with its own jars only: those of the sides may hold other builds of the same classes.
     *
     * @param folder in the guest, where the jars' names start with their numbers
     */
    List<String> command(String folder, String mainClass) {
        StringBuilder jars = new StringBuilder();
        for (int number = 0; number < measuring; number++) {
            jars.append(String.format(ROOT, " %s/%02d-*.jar", folder, number));
        }
        return List.of("sh", "-c", "set --" + jars + "; IFS=:; exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto"
                + " --enable-native-access=ALL-UNNAMED -cp \"$*\" " + mainClass);
    }
}
