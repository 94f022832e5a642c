package io.github.blkunit.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A module of the running kernel, loaded with {@code modprobe}, which knows dependencies, unloaded with {@code rmmod}, which also takes modules from
 * elsewhere.
 *
 * @param name as {@code lsmod} shows it, such as {@code null_blk}
 */
public record KernelModule(String name) {
    private static final Path MODULES = Path.of("/sys/module");
    private static final Duration LOADING = Duration.ofSeconds(60);
    private static final Duration UNLOADING = Duration.ofSeconds(50);

    /** Whether it is loaded or built in. */
    public boolean isPresent() { return Files.isDirectory(MODULES.resolve(name)); }

    /** Whether it is present and can go away again (what is built in has no reference count). */
    public boolean isLoaded() {
        return Files.exists(MODULES.resolve(name).resolve("refcnt"));
    }

    /** Whether it is present or could be loaded now; loads nothing. */
    public boolean isAvailable() throws IOException, InterruptedException {
        if (isPresent()) { return true; }
        try {
            ShippedModules.link();
        } catch (DriverException e) {
            throw new IOException(e.getMessage(), e);
        }
        return Command.of("modprobe", "--dry-run", "--quiet", name).run(LOADING).ok();
    }

    /** Whether it has the parameter; false if it is not present. */
    public boolean hasParameter(String parameter) {
        return Files.exists(MODULES.resolve(name).resolve("parameters").resolve(parameter));
    }

    /**
     * Loads the module unless it is present already; then the parameters have no effect.
     *
     * @param parameters as {@code modprobe} takes them, such as {@code nr_devices=0}
     * @throws DriverException if it is missing or refuses to load; the message names it and the kernel
     */
    public void load(String... parameters) throws DriverException, InterruptedException {
        if (isPresent()) { return; }
        ShippedModules.link();
        List<String> arguments = new ArrayList<>(List.of("modprobe", name));
        arguments.addAll(Arrays.asList(parameters));
        Command modprobe = new Command(arguments);
        try {
            Command.Output output = modprobe.run(LOADING);
            if (output.ok()) { return; }
            throw new DriverException("kernel module " + name + " cannot be loaded: command=" + modprobe + ", status="
                    + output.status() + ", kernel=" + System.getProperty("os.version") + ", output: " + output.text().strip()
                    + " (the kernel of the machine must have it, as a module or built in)");
        } catch (IOException e) {
            throw new DriverException("kernel module " + name + " cannot be loaded: command=" + modprobe + ": " + e.getMessage(),
                    e);
        }
    }

    /**
     * Loads the module with these parameters, unloading it before if it is there with others.
     *
     * @throws DriverException if it is built in, in use, missing, or refuses to load
     */
    public void reload(String... parameters) throws DriverException, InterruptedException {
        if (isPresent() && !isLoaded()) {
            throw new DriverException("kernel module " + name
                    + " is built into this kernel and cannot be loaded with parameters: "
                    + String.join(" ", parameters) + " (take a kernel that has it as a module)");
        }
        unload();
        load(parameters);
    }

    /** The names of the parameters that it takes, as the module file says; loads nothing. */
    public Set<String> parameters() throws DriverException, InterruptedException {
        ShippedModules.link();
        return Command.of("modinfo", "--field", "parm", name).runOrFail(LOADING).lines().map(line -> line.replaceFirst(":.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Makes sure that the module takes these parameters: the kernel itself ignores unknown ones with no more than a line in its log.
     *
     * @throws DriverException if it does not know one; the message names it
     */
    public void requireParameters(Set<String> wanted) throws DriverException, InterruptedException {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(parameters());
        if (!missing.isEmpty()) {
            throw new DriverException("kernel module " + name + " has no such parameter: " + String.join(", ", missing)
                    + ", kernel="
                    + System.getProperty("os.version") + " (another kernel may have it: -Dblkunit.kernel=instrumented)");
        }
    }

    /**
     * Unloads the module, waiting for its users to go; does nothing if it is not loaded or built in.
     *
     * @throws DriverException if it is still there after 50 s
     */
    public void unload() throws DriverException {
        if (!isLoaded()) { return; }
        // The last reference often goes a moment after the device did, so a first refusal proves nothing.
        String[] last = {"never tried: still referenced"};
        boolean gone;
        try {
            gone = Await.uninterruptibly(UNLOADING, () -> !isLoaded() || (refcnt() == 0 && remove(last) && !isLoaded()));
        } catch (IOException e) {
            throw new DriverException("kernel module " + name + " cannot be unloaded: " + e.getMessage(), e);
        }
        if (!gone) {
            throw new DriverException("kernel module " + name + " cannot be unloaded: refcnt=" + refcntText() + ", waited="
                    + UNLOADING
                    + ", rmmod said: " + last[0]);
        }
    }

    private boolean remove(String[] said) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            Command.Output output = Command.of("rmmod", name).run(LOADING);
            said[0] = output.text().strip();
            return output.ok();
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } finally {
            if (interrupted) { Thread.currentThread().interrupt(); }
        }
    }

    private int refcnt() {
        try {
            return Integer.parseInt(refcntText());
        } catch (NumberFormatException e) {
            return 0; // unloaded between the two looks
        }
    }

    private String refcntText() {
        try {
            return Files.readString(MODULES.resolve(name).resolve("refcnt")).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
