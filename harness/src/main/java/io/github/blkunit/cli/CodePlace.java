package io.github.blkunit.cli;

import io.github.blkunit.vm.MachineFault;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;

/** The jar or folder that a class comes from. */
final class CodePlace {
    private CodePlace() {}

    static Path of(Class<?> type) throws MachineFault {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            throw new MachineFault("cannot tell which jar holds " + type.getName());
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new MachineFault("class " + type.getName() + " is in no file: " + source.getLocation(), e);
        }
    }
}
