package io.github.blkunit.blktests.subject;

import io.github.blkunit.ByteSize;
import io.github.blkunit.blktests.support.Images;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The targets with which group ublk goes through its tests: null, then loop on a sparse file of 1 GiB. */
public final class UblkRounds {
    private UblkRounds() {}

    /** Both; the file is made in the folder. */
    public static List<Ublk.Target> in(Path folder) throws IOException {
        return List.of(new Ublk.Target.Null(), loop(folder));
    }

    /** The second one. */
    public static Ublk.Target loop(Path folder) throws IOException {
        return new Ublk.Target.Loop(Images.sparse(folder.resolve("image"), ByteSize.gib(1)));
    }
}
