package io.github.blkunit.driver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A module that is not the kernel's own: a {@code .ko} file, built against the machine's kernel. Usually it lies on the test class path, which
 * travels to the machine by itself.
 *
 * <pre>{@code
 * return ModuleFile.resource(Mydrv.class, "/mydrv.ko").load("queues=4").device(Path.of("/dev/mydrv0"));
 * }</pre>
 *
 * @param name as {@code lsmod} shows it
 * @param file the file, in the machine
 */
public record ModuleFile(String name, Path file) {
    private static final Duration LOADING = Duration.ofSeconds(60);

    /** A file of the machine. */
    public static ModuleFile at(Path file) throws DriverException, InterruptedException {
        return new ModuleFile(field(file, "name"), file);
    }

    /**
     * A resource of the class path, put into a file of the machine.
     *
     * @param beside the class whose loader and package it is looked for in
     * @param resource as {@link Class#getResource} takes it
     * @throws DriverException if it is not there or is no module
     */
    public static ModuleFile resource(Class<?> beside, String resource) throws DriverException, InterruptedException {
        try (InputStream content = beside.getResourceAsStream(resource)) {
            if (content == null) {
                throw new DriverException("no such module on the class path: resource=" + resource + ", looked for by=" + beside
                        .getName()
                        + " (the build must put the .ko into target/test-classes or a jar)");
            }
            Path file = Files.createTempFile("blkunit-module-", ".ko");
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
            return at(file);
        } catch (IOException e) {
            throw new DriverException("cannot unpack the module: resource=" + resource + ": " + e, e);
        }
    }

    /**
     * Loads it, and before it what it depends on. That the kernel is tainted by it is no failure.
     *
     * @param parameters as {@code insmod} takes them, such as {@code queues=4}
     * @throws DriverException if it is loaded already, was built for another kernel, or refuses to load
     */
    public LoadedModule load(String... parameters) throws DriverException, InterruptedException {
        KernelModule module = new KernelModule(name);
        if (module.isPresent()) { throw new DriverException("kernel module " + name + " is there already: file=" + file); }
        String builtFor = field(file, "vermagic").replaceFirst(" .*", "");
        String running = System.getProperty("os.version");
        if (!builtFor.equals(running)) {
            throw new DriverException("kernel module " + name + " was built for another kernel: built for=" + builtFor
                    + ", running=" + running
                    + ", file=" + file + " (build it against the headers of the machine's kernel: docs/kernels.md)");
        }
        for (String dependency : field(file, "depends").split(",", -1)) {
            if (!dependency.isBlank()) { new KernelModule(dependency).load(); }
        }
        List<String> words = new ArrayList<>(List.of("insmod", file.toString()));
        words.addAll(List.of(parameters));
        new Command(words).runOrFail(LOADING);
        return new LoadedModule(module);
    }

    private static String field(Path file, String field) throws DriverException, InterruptedException {
        return Command.of("modinfo", "--field", field, file.toString()).runOrFail(LOADING).strip();
    }
}
