package io.github.blkunit.perf.engine;

import io.github.blkunit.BlockDevice;
import io.github.blkunit.ByteSize;
import io.github.blkunit.driver.DeviceConfiguration;
import io.github.blkunit.driver.Driver;
import io.github.blkunit.perf.NotSlowerThan;
import io.github.blkunit.perf.archive.RunDocument.Kind;
import io.github.blkunit.perf.gate.GateRules;
import io.github.blkunit.perf.gate.Weight;
import io.github.blkunit.perf.guest.BootPlan.WorkloadPlan;
import io.github.blkunit.perf.run.ClassPlaces;
import io.github.blkunit.perf.run.GitBuild;
import io.github.blkunit.perf.run.PerfPlan;
import io.github.blkunit.perf.run.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** What the annotations of a class ask for. */
final class GatePlan {
    private static final double MOST_STEAL = 0.02;
    private static final long SEED = 1;

    private final Class<?> type;
    private final NotSlowerThan claim;
    private final BlockDevice device;
    private final Path folder;

    /** @throws IllegalArgumentException if the annotations contradict each other; says what to write */
    GatePlan(Class<?> type, Path folder) {
        this.type = type;
        this.folder = folder;
        this.claim = type.getAnnotation(NotSlowerThan.class);
        BlockDevice[] devices = type.getAnnotationsByType(BlockDevice.class);
        if (devices.length != 1) {
            throw new IllegalArgumentException("@NotSlowerThan needs exactly one @BlockDevice: class=" + type.getName()
                    + ", devices=" + devices.length);
        }
        this.device = devices[0];
        if ((claim.driver() == Driver.class) == claim.mergeBaseWith().isEmpty()) {
            throw new IllegalArgumentException("@NotSlowerThan needs a driver or mergeBaseWith, one of them: class=" + type
                    .getName());
        }
    }

    Path archive() { return Path.of(claim.archive()).toAbsolutePath(); }

    PerfPlan plan(List<String> workloads) throws IOException, InterruptedException {
        boolean builds = claim.driver() == Driver.class;
        String driver = device.driver().getName();
        Side candidate = new Side(device.driver().getSimpleName(), driver, classPath(module(), driver), "", "");
        Side reference = builds ? mergeBase(driver) : new Side(claim.driver().getSimpleName(), claim.driver().getName(),
                ClassPlaces
                        .ofDriver(claim.driver().getName()), "", "");
        List<WorkloadPlan> plans = workloads.stream().map(name -> new WorkloadPlan(name, "", "", Map.of(), List.of(claim
                .metrics()))).toList();
        return new PerfPlan(type.getSimpleName() + ": " + candidate.label() + " against " + reference.label(), builds
                ? Kind.BUILDS
                : Kind.DRIVERS, candidate, reference, new DeviceConfiguration(device.queues(), device.depth(), ByteSize.parse(
                        device
                                .size()), device.logicalBlockSize()), plans, type.getName(), Weight.BLOCKING, OptionalDouble.of(
                                        claim
                                                .by()), GateRules.STANDARD.withBoots(claim.boots()), claim.pairs(), 2, Duration
                                                        .ofMillis(claim
                                                                .rampMillis()), Duration.ofMillis(claim.windowMillis()),
                MOST_STEAL, SEED);
    }

    private Side mergeBase(String driver) throws IOException, InterruptedException {
        GitBuild git = new GitBuild(module(), claim.build(), folder.resolve("trees"));
        GitBuild.Tree tree = git.commit(git.mergeBase(claim.mergeBaseWith()));
        return new Side(tree.label(), driver, classPath(tree.folder().resolve(git.top().relativize(module().toRealPath())),
                driver),
                "", tree.commit());
    }

    /** What the build of the module in that folder has made, and what it needs of other places. */
    private List<Path> classPath(Path in, String driver) {
        Set<Path> classPath = new LinkedHashSet<>();
        for (String classes : claim.classes()) {
            Path built = in.resolve(classes);
            if (Files.exists(built)) { classPath.add(built); }
        }
        if (classPath.isEmpty() && !in.equals(module())) {
            throw new IllegalArgumentException("the build made none of the classes: class=" + type.getName() + ", classes=" + List
                    .of(claim.classes()) + ", tree=" + in);
        }
        List<Path> others = new ArrayList<>(ClassPlaces.ofDriver(driver));
        for (Class<?> needed : claim.needs()) { others.add(ClassPlaces.of(needed.getName())); }
        others.stream().filter(place -> in.equals(module()) || !place.startsWith(module())).forEach(classPath::add);
        return List.copyOf(classPath);
    }

    private static Path module() { return Path.of("").toAbsolutePath(); }
}
