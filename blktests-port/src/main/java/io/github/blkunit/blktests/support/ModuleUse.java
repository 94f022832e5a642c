package io.github.blkunit.blktests.support;

import io.github.blkunit.driver.Command;
import io.github.blkunit.driver.KernelModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Whether a kernel module can be loaded anew with parameters, and which parameters it has. Loads nothing. */
final class ModuleUse {
    private static final Duration ASKING = Duration.ofSeconds(30);
    private static final Path BUSES = Path.of("/sys/bus");
    private static final Path MODULES = Path.of("/sys/module");

    private ModuleUse() {}

    /** Why the module cannot be loaded anew, or nothing if it can. */
    static Optional<String> obstacle(String module) {
        KernelModule it = new KernelModule(module);
        if (it.isPresent() && !it.isLoaded()) { return Optional.of("kernel module " + module + " is built in"); }
        if (it.isLoaded() && isInUse(module)) {
            return Optional.of("kernel module " + module + " is in use, and the test loads it anew with parameters");
        }
        return it.isLoaded() || modinfo(module, "filename").isPresent() ? Optional.empty()
                : Optional.of("kernel module " + module + " is not available as a module");
    }

    /** Whether a loaded or loadable module has the parameter. */
    static boolean hasParameter(String module, String parameter) {
        return new KernelModule(module).hasParameter(parameter) || modinfo(module, "parm").stream().flatMap(String::lines)
                .anyMatch(line -> line.startsWith(parameter + ":"));
    }

    /** Somebody holds it, or it drives a device. */
    private static boolean isInUse(String module) {
        try {
            if (!Files.readString(MODULES.resolve(module).resolve("refcnt")).strip().equals("0")) { return true; }
            for (Path bus : Folders.entries(BUSES, "*")) {
                if (drivesSomething(bus.resolve("drivers").resolve(module))) { return true; }
            }
            return false;
        } catch (IOException e) {
            return new KernelModule(module).isLoaded(); // it may just have gone
        }
    }

    private static boolean drivesSomething(Path driver) throws IOException {
        return Folders.entries(driver, "*").stream().anyMatch(entry -> Files.isSymbolicLink(entry) && !entry.endsWith("module"));
    }

    private static Optional<String> modinfo(String module, String field) {
        try {
            Command.Output output = Command.of("modinfo", "--field", field, module).run(ASKING);
            return output.ok() ? Optional.of(output.text()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // without modinfo there is no modprobe either
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
