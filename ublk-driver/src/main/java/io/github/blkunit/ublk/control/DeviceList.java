package io.github.blkunit.ublk.control;

import io.github.blkunit.ublk.sys.UblkException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which devices exist, whoever made them; read from sysfs, so no permission is needed. */
public final class DeviceList {
    private DeviceList() {}

    /** {@return the numbers of all devices, in order; empty if the module is not loaded} */
    public static List<Integer> ids() {
        return ids(Path.of(DevicePaths.SYSFS));
    }

    static List<Integer> ids(Path folder) {
        if (!Files.isDirectory(folder)) return List.of();
        List<Integer> ids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, DevicePaths.CHARACTER_NAME + "*")) {
            for (Path entry : entries)
                ids.add(Integer.valueOf(entry.getFileName().toString().substring(DevicePaths.CHARACTER_NAME.length())));
        } catch (IOException e) {
            throw new UblkException("cannot list ublk devices: folder=" + folder, e);
        }
        Collections.sort(ids);
        return ids;
    }
}
