package io.github.blkunit.engine;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Whether the guest's Java can load a class; without this the guest would fail once per class with a linkage error. */
final class ClassFileVersion {
    private static final int MAGIC_AND_MINOR = 6;
    /** Java 1 wrote class files of version 45. */
    private static final int BEFORE_JAVA_1 = 44;

    private ClassFileVersion() {}

    /** @throws VmInfrastructureException if the class needs a newer Java than the guest has */
    static void check(Class<?> type, int guestFeature) {
        String resource = type.getName().replace('.', '/') + ".class";
        ClassLoader loader = type.getClassLoader();
        if (loader == null) return;
        try (InputStream in = loader.getResourceAsStream(resource)) {
            if (in == null) return; // made in memory: the guest will not have it either, and says so
            DataInputStream data = new DataInputStream(in);
            data.skipNBytes(MAGIC_AND_MINOR);
            check(type.getName(), data.readUnsignedShort(), guestFeature);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the class file of " + type.getName(), e);
        }
    }

    static void check(String name, int major, int guestFeature) {
        if (major - BEFORE_JAVA_1 <= guestFeature) return;
        throw new VmInfrastructureException(name + " is compiled for Java " + (major - BEFORE_JAVA_1) + " (class file version "
                + major
                + "), but the guest runs Java " + guestFeature + ": compile the tests with --release " + guestFeature);
    }
}
