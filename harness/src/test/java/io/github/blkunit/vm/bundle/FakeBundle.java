package io.github.blkunit.vm.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** A bundle of a few bytes, packed as the real one is, with whatever flaws a test wants. */
final class FakeBundle {
    static final String PROGRAM = "qemu/bin/qemu-system-x86_64";
    static final String IMAGE = "root.img";

    private final Map<String, byte[]> packed = new LinkedHashMap<>();
    private final List<Map<String, Object>> parts = new ArrayList<>();
    private final List<Map<String, Object>> files = new ArrayList<>();
    private String hash = sha256("content".getBytes(UTF_8));
    private int format = 1;

    /** One archive with a program and one single file. */
    static FakeBundle complete() {
        var program = "not really QEMU".getBytes(UTF_8);
        var image = new byte[300_000];
        return new FakeBundle().archive("qemu", "./bin/qemu-system-x86_64", program).listed(PROGRAM, program, true)
                .single(IMAGE, image).listed(IMAGE, image, false);
    }

    FakeBundle archive(String name, String entry, byte[] content) {
        var tar = new ByteArrayOutputStream();
        try (var out = new TarArchiveOutputStream(tar)) {
            var header = new TarArchiveEntry(entry);
            header.setSize(content.length);
            out.putArchiveEntry(header);
            out.write(content);
            out.closeArchiveEntry();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return part(name, "tar", name + ".tar.xz", tar.toByteArray());
    }

    FakeBundle archiveWithLink(String name, String entry, String to) {
        var tar = new ByteArrayOutputStream();
        try (var out = new TarArchiveOutputStream(tar)) {
            var header = new TarArchiveEntry(entry, TarConstants.LF_SYMLINK);
            header.setLinkName(to);
            out.putArchiveEntry(header);
            out.closeArchiveEntry();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return part(name, "tar", name + ".tar.xz", tar.toByteArray());
    }

    FakeBundle single(String name, byte[] content) {
        return part(name, "file", name + ".xz", content);
    }

    FakeBundle listed(String path, byte[] content, boolean executable) {
        files.add(Map.of("path", path, "size", content.length, "sha256", sha256(content), "executable", executable));
        return this;
    }

    FakeBundle format(int number) {
        format = number;
        return this;
    }

    FakeBundle hash(String text) {
        hash = text;
        return this;
    }

    String hash() {
        return hash;
    }

    /** Writes manifest and parts into a directory. */
    Path writeTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.write(directory.resolve("manifest.json"), manifest());
        for (var part : packed.entrySet()) { Files.write(directory.resolve(part.getKey()), part.getValue()); }
        return directory;
    }

    /** Writes the jar of the Maven artifact. */
    Path writeJar(Path jar) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("io/github/blkunit/bundle/manifest.json"));
            out.write(manifest());
            for (var part : packed.entrySet()) {
                out.putNextEntry(new ZipEntry("io/github/blkunit/bundle/" + part.getKey()));
                out.write(part.getValue());
            }
        }
        return jar;
    }

    private byte[] manifest() throws IOException {
        var json = new LinkedHashMap<String, Object>();
        json.put("format", format);
        json.put("hash", hash);
        json.put("inputs", "unknown properties are for later versions");
        json.put("kernelRelease", "7.2.12");
        json.put("qemuVersion", "QEMU 10");
        json.put("jdkVersion", "25");
        json.put("versions", List.of(Map.of("part", "guest", "package", "fio", "pinned", "3.39-1", "taken", "3.40-1")));
        json.put("parts", parts);
        json.put("files", files);
        return JsonMapper.builder().build().writeValueAsBytes(json);
    }

    private FakeBundle part(String name, String kind, String file, byte[] content) {
        var xz = new ByteArrayOutputStream();
        try (var out = new XZOutputStream(xz, new LZMA2Options(0))) {
            out.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        packed.put(file, xz.toByteArray());
        parts.add(Map.of("name", name, "kind", kind, "file", file, "size", xz.size(), "sha256", sha256(xz.toByteArray()),
                "unpackedSize", content.length));
        return this;
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
