package io.github.blkunit.engine;

import io.github.blkunit.wire.TestEvent.FilePart;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;

/** Files of the guest's tests, under {@code <artefacts>/<class>/<test>/}. Names from the guest cannot leave that folder. */
final class ArtefactFiles implements AutoCloseable {
    private final Path root;
    private final Map<Path, TestDescriptor> owners = new HashMap<>();
    private final Map<String, OutputStream> open = new HashMap<>();

    ArtefactFiles(Path root) { this.root = root; }

    /**
     * Takes the next part of a file.
     *
     * @return the file, once it is complete
     */
    @Nullable
    Path accept(TestDescriptor owner, FilePart part) throws IOException {
        Path folder = folder(owner);
        Path file = folder.resolve(part.name()).normalize();
        if (!file.startsWith(folder) || file.equals(folder)) {
            throw new IOException("the guest names a file outside of its folder: " + part.name());
        }
        String key = part.id() + '\n' + part.name();
        OutputStream out = open.get(key);
        if (out == null) {
            Files.createDirectories(file.getParent());
            out = Files.newOutputStream(file);
            open.put(key, out);
        }
        out.write(part.bytes().array());
        if (!part.last()) return null;
        out.close();
        open.remove(key);
        return file;
    }

    /** Writes a text of the engine's own. */
    Path write(TestDescriptor owner, String name, String text) throws IOException {
        return Files.writeString(Files.createDirectories(folder(owner)).resolve(name), text);
    }

    /** Where the files of a node go; two nodes never share a folder. */
    Path folder(TestDescriptor node) {
        Path parent = node.getParent().filter(up -> up instanceof MirrorDescriptor).map(this::folder).orElse(root);
        Path folder = parent.resolve(name(node));
        for (int i = 2; owners.getOrDefault(folder, node) != node; i++) folder = parent.resolve(name(node) + "-" + i);
        owners.put(folder, node);
        return folder;
    }

    @Override
    public void close() throws IOException {
        for (OutputStream out : open.values()) out.close();
        open.clear();
    }

    private static String name(TestDescriptor node) {
        if (node instanceof DeviceClassDescriptor type) {
            String device = Ids.device(node.getUniqueId());
            return safe(type.testClass().getName() + (device == null ? "" : "-" + device.substring(1)));
        }
        Optional<MethodSource> method = node.getSource().filter(MethodSource.class::isInstance).map(MethodSource.class::cast);
        String segment = node.getUniqueId().getLastSegment().getValue();
        if (segment.startsWith("#")) return safe(segment.substring(1));
        return safe(method.map(MethodSource::getMethodName).orElse(segment));
    }

    private static String safe(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._$-]", "_");
        return plain.length() > 100 ? plain.substring(0, 100) : plain.startsWith(".") ? "_" + plain : plain;
    }
}
