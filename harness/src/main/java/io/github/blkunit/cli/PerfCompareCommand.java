package io.github.blkunit.cli;

import io.github.blkunit.driver.Driver;
import io.github.blkunit.perf.archive.RunDocument.Kind;
import io.github.blkunit.perf.run.ClassPlaces;
import io.github.blkunit.perf.run.GitBuild;
import io.github.blkunit.perf.run.Side;
import io.github.blkunit.vm.MachineFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Two commits of one driver. */
@Command(name = "compare", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Build two commits of this repository now and compare the driver of both. Without BASE: the merge base with "
                + "--branch. Without CANDIDATE: the working tree as it is.")
final class PerfCompareCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "BASE", description = "commit of the reference")
    private @Nullable String base;
    @Parameters(index = "1", arity = "0..1", paramLabel = "CANDIDATE", description = "commit of the candidate")
    private @Nullable String candidate;
    @Option(names = "--branch", paramLabel = "NAME", defaultValue = "main",
            description = "whose merge base with HEAD is the reference; default ${DEFAULT-VALUE}")
    private String branch = "main";
    @Option(names = "--repository", paramLabel = "DIR", defaultValue = ".", description = "default: this folder")
    private Path repository = Path.of(".");
    @Option(names = "--build", paramLabel = "COMMAND", defaultValue = "mvn -B -ntp -q -DskipTests test-compile",
            description = "run by sh at the top of each tree; default ${DEFAULT-VALUE}")
    private String build = "mvn -B -ntp -q -DskipTests test-compile";
    @Option(names = "--classes", paramLabel = "PATHS", defaultValue = "target/classes:target/test-classes", split = ":",
            description = "what the build makes, relative to the tree; put before the rest of the class path; default ${DEFAULT-VALUE}")
    private List<String> classes = List.of("target/classes", "target/test-classes");
    @Option(names = "--driver", paramLabel = "CLASS", defaultValue = "UblkJava",
            description = "the driver; default ${DEFAULT-VALUE}")
    private String driver = "UblkJava";
    @Mixin
    private PerfOptions options = new PerfOptions();
    @Mixin
    private VmOptions vm = new VmOptions();
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws MachineFault, InterruptedException, IOException {
        Path root = repository.toAbsolutePath().normalize();
        GitBuild git = new GitBuild(root, build, options.out().toAbsolutePath().normalize().resolve("trees"));
        Side reference = side(git.commit(base == null ? git.mergeBase(branch) : base));
        Side side = candidate == null ? side(git.workingTree()) : side(git.commit(candidate));
        String title = side.label() + " against " + reference.label();
        return new PerfSession(options, vm.settings(), spec.commandLine().getOut()).run(options.plan(title, Kind.BUILDS, side,
                reference));
    }

    private Side side(GitBuild.Tree tree) throws IOException {
        String type = driver.contains(".") ? driver : Driver.class.getPackageName() + "." + driver;
        List<Path> classPath = new ArrayList<>();
        for (String built : classes) {
            Path place = tree.folder().resolve(built);
            if (java.nio.file.Files.exists(place)) { classPath.add(place); }
        }
        if (classPath.isEmpty()) {
            throw new IllegalArgumentException("the build made none of --classes=" + String.join(":", classes) + " in " + tree
                    .folder());
        }
        ClassPlaces.ofDriverOrNone(type).stream().filter(place -> !classPath.contains(place)).forEach(classPath::add);
        return new Side(tree.label(), type, classPath, "", tree.commit());
    }
}
