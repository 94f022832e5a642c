package io.github.blkunit.vm.bundle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.blkunit.vm.MachineFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a bundle holds, read from its {@code manifest.json}.
 *
 * @param format version of this form, {@value #FORMAT}
 * @param hash of all content (SHA-256, hexadecimal): equal hash, equal files
 * @param kernelRelease what {@code uname -r} says in the guest
 * @param qemuVersion first line of QEMU's {@code --version}
 * @param jdkVersion version of the guest's Java runtime
 * @param versions Debian packages asked for by name
 * @param parts packed files
 * @param files unpacked files, all of them
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BundleManifest(int format, String hash, String kernelRelease, String qemuVersion, String jdkVersion,
        List<Version> versions, List<Part> parts, List<Entry> files) {

    /** The only format that this class reads. */
    public static final int FORMAT = 1;

    static final String NAME = "manifest.json";
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** Copies the lists and checks every name and path, so that no later step can leave the bundle's directory. */
    public BundleManifest {
        versions = List.copyOf(versions);
        parts = List.copyOf(parts);
        files = List.copyOf(files);
        require(format == FORMAT, "format=" + format + " is not " + FORMAT);
        require(SHA_256.matcher(hash).matches(), "hash=" + hash + " is not a SHA-256");
        for (Part part : parts) {
            require(PLAIN_NAME.matcher(part.name).matches(), "part name=" + part.name + " is not a plain file name");
            require(PLAIN_NAME.matcher(part.file).matches(), "part file=" + part.file + " is not a plain file name");
        }
        for (Entry file : files) { require(isInside(file.path), "path=" + file.path + " leaves the bundle"); }
    }

    /**
     * A Debian package asked for by name.
     *
     * @param part what it is for: kernel, qemu or guest
     * @param name the package
     * @param pinned the version asked for
     * @param taken the version that the mirror had
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Version(String part, @JsonProperty("package") String name, String pinned, String taken) {}

    /** How a part is packed before xz. */
    public enum Kind {
        /** An archive, unpacked into a directory of the part's name. */
        tar,
        /** One file of the part's name. */
        file
    }

    /**
     * A packed file.
     *
     * @param size in bytes, packed
     * @param sha256 of the packed file
     * @param unpackedSize in bytes, of the archive or file in the xz
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Part(String name, Kind kind, String file, long size, String sha256, long unpackedSize) {}

    /**
     * An unpacked file.
     *
     * @param path relative to the bundle's directory, with {@code /}
     * @param size in bytes
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Entry(String path, long size, String sha256, boolean executable) {}

    /** Bytes that the unpacked bundle takes. */
    public long unpackedSize() {
        return files.stream().mapToLong(Entry::size).sum();
    }

    /**
     * Reads a manifest.
     *
     * @param where named in the error
     */
    static BundleManifest parse(byte[] json, String where) throws MachineFault {
        try {
            return MAPPER.readValue(json, BundleManifest.class);
        } catch (JacksonException e) {
            throw new MachineFault("the VM bundle's manifest cannot be used: file=" + where + ", reason=" + e.getOriginalMessage()
                    + ". Use the bundle and the harness of one release, or fetch the bundle again.", e);
        } catch (IOException e) {
            throw new MachineFault("the VM bundle's manifest cannot be read: file=" + where + ", reason=" + e.getMessage(), e);
        }
    }

    private static boolean isInside(String path) {
        var relative = Path.of(path);
        return !path.isEmpty() && !relative.isAbsolute() && relative.equals(relative.normalize()) && !relative.startsWith("..");
    }

    private static void require(boolean condition, String problem) {
        if (!condition) { throw new IllegalArgumentException(problem); }
    }
}
