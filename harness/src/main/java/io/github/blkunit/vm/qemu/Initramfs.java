package io.github.blkunit.vm.qemu;

import io.github.blkunit.vm.Payload;
import io.github.blkunit.vm.bundle.Bundle;
import io.github.blkunit.vm.qemu.AgentJars.Jar;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;

/**
 * The bundle's initramfs with a second cpio archive behind it, which holds the payload below {@code blkunit/}.
 * Kept in the cache by the hash of what went in; safe against parallel runs.
 */
public final class Initramfs {
    private static final Duration KEPT_UNUSED = Duration.ofDays(2);
    /** The kernel looks for the next archive at multiples of this. */
    private static final int ALIGNMENT = 4;

    private final Path folder;
    private final Clock clock;

    /** @param cache folder of blkunit's cache */
    public Initramfs(Path cache, Clock clock) {
        this.folder = cache.resolve("initramfs");
        this.clock = clock;
    }

    /**
     * The file for this payload, made if it is not there yet. It may disappear after days without use: link or copy it.
     *
     * @throws IOException if the class path cannot be read or the cache cannot be written
     */
    public Path holding(Payload payload, Bundle bundle) throws IOException {
        List<Jar> files = switch (payload) {
            case Payload.Agent agent -> AgentJars.of(agent.classPath()).stream()
                    .map(jar -> new Jar("agent/" + jar.name(), jar.content())).toList();
            case Payload.BootScript script -> List.of(new Jar("boot.sh", script.text().getBytes(StandardCharsets.UTF_8)));
        };
        Files.createDirectories(folder);
        Path file = folder.resolve(hash(bundle, files) + ".img");
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        } catch (NoSuchFileException e) {
            write(file, files, bundle);
            sweep(file);
        }
        return file;
    }

    private void write(Path file, List<Jar> files, Bundle bundle) throws IOException {
        Path unfinished = Files.createTempFile(folder, "unfinished-", ".img");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
                long size = Files.copy(bundle.initramfs(), out);
                out.write(new byte[(int) ((ALIGNMENT - size % ALIGNMENT) % ALIGNMENT)]);
                archive(files, out);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void archive(List<Jar> files, OutputStream out) throws IOException {
        CpioArchiveOutputStream cpio = new CpioArchiveOutputStream(out, CpioConstants.FORMAT_NEW);
        putFolder(cpio, "blkunit");
        if (files.stream().anyMatch(file -> file.name().startsWith("agent/"))) {
            putFolder(cpio, "blkunit/agent");
        }
        for (Jar file : files) {
            CpioArchiveEntry entry = new CpioArchiveEntry(CpioConstants.FORMAT_NEW, "blkunit/" + file.name());
            entry.setMode(CpioConstants.C_ISREG | 0644);
            entry.setSize(file.content().length);
            entry.setTime(0);
            cpio.putArchiveEntry(entry);
            cpio.write(file.content());
            cpio.closeArchiveEntry();
        }
        cpio.finish();
    }

    private static void putFolder(CpioArchiveOutputStream cpio, String name) throws IOException {
        CpioArchiveEntry entry = new CpioArchiveEntry(CpioConstants.FORMAT_NEW, name);
        entry.setMode(CpioConstants.C_ISDIR | 0755);
        entry.setNumberOfLinks(2);
        entry.setTime(0);
        cpio.putArchiveEntry(entry);
        cpio.closeArchiveEntry();
    }

    private void sweep(Path keep) throws IOException {
        Instant oldest = clock.instant().minus(KEPT_UNUSED);
        List<Path> all;
        try (Stream<Path> found = Files.list(folder)) {
            all = found.toList();
        }
        for (Path file : all) {
            try {
                if (!file.equals(keep) && Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            } catch (NoSuchFileException e) {
                // another run swept it
            }
        }
    }

    private static String hash(Bundle bundle, List<Jar> files) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        digest.update((bundle.hash() + "\n").getBytes(StandardCharsets.UTF_8));
        for (Jar file : files) {
            digest.update((file.name() + " " + file.content().length + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(file.content());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
