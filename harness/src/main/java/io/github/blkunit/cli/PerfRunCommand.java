package io.github.blkunit.cli;

import io.github.blkunit.driver.Driver;
import io.github.blkunit.driver.UblkJava;
import io.github.blkunit.perf.archive.RunDocument.Kind;
import io.github.blkunit.perf.run.ClassPlaces;
import io.github.blkunit.perf.run.Side;
import io.github.blkunit.vm.MachineFault;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Two drivers side by side, or one with itself. */
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Hold a driver against another one (--reference), or against itself (--aa) in order to learn the noise.")
final class PerfRunCommand implements Callable<Integer> {
    @Option(names = "--driver", paramLabel = "CLASS", defaultValue = "UblkJava",
            description = "the candidate; default ${DEFAULT-VALUE}")
    private String driver = UblkJava.class.getSimpleName();
    @Option(names = "--reference", paramLabel = "CLASS", defaultValue = "NullBlk",
            description = "the driver it is held against; default ${DEFAULT-VALUE}")
    private String reference = "NullBlk";
    @Option(names = "--aa", description = "A/A: the reference is the candidate itself; any failure would be a false alarm")
    private boolean aa;
    @Option(names = "--java-options", paramLabel = "OPTIONS", defaultValue = "",
            description = "for the JVM of the candidate's server, if it is in Java")
    private String javaOptions = "";
    @Option(names = "--reference-java-options", paramLabel = "OPTIONS", defaultValue = "",
            description = "the same of the reference")
    private String referenceJavaOptions = "";
    @Option(names = "--as-build",
            description = "claim what a new build of the reference would: no regression, instead of at most so much slower")
    private boolean asBuild;
    @Mixin
    private PerfOptions options = new PerfOptions();
    @Mixin
    private VmOptions vm = new VmOptions();
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws MachineFault, InterruptedException, IOException {
        Side candidate = side(driver, javaOptions);
        Side other = aa ? side(driver, javaOptions) : side(reference, referenceJavaOptions);
        String title = candidate.label() + " against " + (aa ? "itself (A/A)" : other.label());
        Kind kind = aa ? Kind.AA : asBuild ? Kind.BUILDS : Kind.DRIVERS;
        return new PerfSession(options, vm.settings(), spec.commandLine().getOut()).run(options.plan(title, kind, candidate,
                other));
    }

    private static Side side(String name, String javaOptions) {
        String type = name.contains(".") ? name : Driver.class.getPackageName() + "." + name;
        String label = type.substring(type.lastIndexOf('.') + 1) + (javaOptions.isBlank() ? "" : " " + javaOptions);
        return new Side(label, type, ClassPlaces.ofDriver(type), javaOptions, "");
    }
}
