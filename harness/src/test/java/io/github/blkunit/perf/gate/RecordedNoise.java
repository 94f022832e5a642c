package io.github.blkunit.perf.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.blkunit.perf.stat.PairedSample;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Noise of launches that was measured in machines, {@code aa-tcg.json}, and gate runs drawn from it. All launches there are of one build, so
 * any two make a pair, whose log ratio is noise; cells of one launch stay together. What whole boots do to a build is not known from so
 * few: it is added, as much as the gate takes for granted.
 *
 * @param cells their names
 * @param launches launch, then cell: log IOPS less the mean of the launch's boot
 */
record RecordedNoise(List<String> cells, List<double[]> launches) {

    static RecordedNoise load(String resource) {
        try (InputStream in = RecordedNoise.class.getResourceAsStream(resource)) {
            if (in == null) { throw new IOException("no such resource"); }
            JsonNode root = JsonMapper.builder().build().readTree(in);
            List<String> cells = new ArrayList<>();
            root.path("cells").forEach(cell -> cells.add(cell.asText()));
            List<double[]> launches = new ArrayList<>();
            for (JsonNode boot : root.path("boots")) { launches.addAll(boot(boot, cells)); }
            return new RecordedNoise(List.copyOf(cells), List.copyOf(launches));
        } catch (IOException e) {
            throw new UncheckedIOException("recorded noise cannot be read: " + resource, e);
        }
    }

    /** Residuals are stretched to the variance that their mean has taken from them. */
    private static List<double[]> boot(JsonNode boot, List<String> cells) {
        List<double[]> launches = new ArrayList<>();
        boot.forEach(launch -> launches.add(cells.stream().mapToDouble(cell -> meanLog(launch.path(cell))).toArray()));
        double stretch = Math.sqrt(launches.size() / (launches.size() - 1.0));
        for (int cell = 0; cell < cells.size(); cell++) {
            int which = cell;
            double mean = launches.stream().mapToDouble(launch -> launch[which]).average().orElseThrow();
            launches.forEach(launch -> launch[which] = stretch * (launch[which] - mean));
        }
        return launches;
    }

    private static double meanLog(JsonNode windows) {
        double sum = 0;
        for (JsonNode window : windows) { sum += Math.log(window.asDouble()); }
        return sum / windows.size();
    }

    /**
     * One gate run's data, per cell.
     *
     * @param slower share by which the last cell is slower
     * @param tau standard deviation of what boots add
     */
    List<PairedSample> draw(RandomGenerator random, int boots, int pairs, double slower, double tau) {
        List<List<double[]>> drawn = new ArrayList<>();
        cells.forEach(_ -> drawn.add(new ArrayList<>()));
        for (int boot = 0; boot < boots; boot++) {
            double[][] ratios = new double[cells.size()][pairs];
            double[] shift = cells.stream().mapToDouble(_ -> tau * random.nextGaussian()).toArray();
            shift[shift.length - 1] += Math.log1p(-slower);
            for (int pair = 0; pair < pairs; pair++) {
                double[] one = launches.get(random.nextInt(launches.size()));
                double[] other = launches.get(random.nextInt(launches.size()));
                for (int cell = 0; cell < ratios.length; cell++) { ratios[cell][pair] = shift[cell] + one[cell] - other[cell]; }
            }
            for (int cell = 0; cell < ratios.length; cell++) { drawn.get(cell).add(ratios[cell]); }
        }
        return drawn.stream().map(PairedSample::of).toList();
    }
}
