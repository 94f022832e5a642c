package io.github.blkunit.ublk.cli.kublk;

import io.github.blkunit.ublk.sys.OpenFile;
import io.github.blkunit.ublk.target.DelayTarget;
import io.github.blkunit.ublk.target.FileTarget;
import io.github.blkunit.ublk.target.Geometry;
import io.github.blkunit.ublk.target.IntegrityFormat;
import io.github.blkunit.ublk.target.NullTarget;
import io.github.blkunit.ublk.target.ProtectedFileTarget;
import io.github.blkunit.ublk.target.SegmentLimits;
import io.github.blkunit.ublk.target.StripeTarget;
import io.github.blkunit.ublk.target.Target;
import io.github.blkunit.ublk.target.Trait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Targets with the sizes and limits that the self-tests expect. Files stay open until the process ends. */
final class KublkTarget {
    private static final long NULL_SIZE = 250L << 30;
    private static final int BLOCK = 512;
    private static final int PAGE = 4096;
    private static final SegmentLimits NULL_SEGMENTS = new SegmentLimits(PAGE, 32 << 10, 32);
    private static final int CHUNK = 1 << 20;
    private static final int MAX_STRIPE = 512 << 10;

    private KublkTarget() {}

    static Target of(ServeSettings settings) {
        Arguments arguments = settings.arguments();
        String type = String.valueOf(arguments.text(Option.TYPE));
        if (arguments.has(Option.AUTO_ZC_FALLBACK) && !type.equals("null"))
            throw new UsageException("only the null target has " + Option.AUTO_ZC_FALLBACK);
        return switch (type) {
            case "null" -> nothing(arguments);
            case "fault_inject" -> fault(arguments);
            case "loop" -> loop(arguments);
            case "stripe" -> stripe(arguments);
            default -> throw new UsageException("unknown target: " + type + " (null, loop, stripe or fault_inject)");
        };
    }

    private static Target nothing(Arguments arguments) {
        Geometry geometry = Geometry.plain(NULL_SIZE, BLOCK).withDmaAlignment(PAGE).with(NULL_SEGMENTS);
        return new NullTarget(IntegrityOptions.in(geometry, arguments));
    }

    private static Target fault(Arguments arguments) {
        Target late = new DelayTarget(nothing(arguments), Duration.ofNanos(1000 * arguments.targetNumber("delay_us", 0)));
        return arguments.targetNumber("die_during_fetch", 0) == 0 ? late : new DyingTarget(late);
    }

    private static Target loop(Arguments arguments) {
        int files = arguments.has(Option.METADATA_SIZE) ? 2 : 1;
        OpenFile file = open(paths(arguments, files, files).getFirst());
        int block = Math.max(BLOCK, file.blockSize());
        Geometry geometry = Geometry.plain(file.size() / block * block, block).withDmaAlignment(block).with(Trait.VOLATILE_CACHE);
        return arguments.has(Option.METADATA_SIZE) ? withMetadata(file, geometry, arguments) : new FileTarget(file, geometry);
    }

    /** The second file holds the metadata; in a new device all of it is 0xff, which nobody checks. */
    private static Target withMetadata(OpenFile file, Geometry geometry, Arguments arguments) {
        Path path = Path.of(arguments.files().getLast());
        Geometry whole = IntegrityOptions.in(geometry, arguments);
        IntegrityFormat format = Objects.requireNonNull(whole.integrity());
        if (arguments.command().equals("add")) fill(path, format.metadataBytes(geometry.size()));
        return new ProtectedFileTarget(file, OpenFile.of(path, OpenFile.Caching.CACHED), whole, format);
    }

    private static void fill(Path path, long bytes) {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        Arrays.fill(chunk.array(), (byte) 0xff);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            for (long at = 0; at < bytes;) at += channel.write(chunk.clear().limit((int) Math.min(CHUNK, bytes - at)), at);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot fill the metadata: path=" + path + ", bytes=" + bytes, e);
        }
    }

    private static Target stripe(Arguments arguments) {
        List<OpenFile> files = paths(arguments, 1, 4).stream().map(KublkTarget::open).toList();
        int chunk = (int) arguments.targetNumber("chunk_size", 64 << 10);
        if (chunk > MAX_STRIPE) throw new UsageException("--chunk_size must be at most " + MAX_STRIPE + ": bytes=" + chunk);
        if (files.stream().mapToLong(file -> file.size() / chunk).distinct().count() > 1)
            throw new UsageException("backing files of different sizes: " + files);
        return StripeTarget.of(files, chunk);
    }

    private static List<String> paths(Arguments arguments, int least, int most) {
        List<String> paths = arguments.files();
        if (paths.size() < least || paths.size() > most)
            throw new UsageException("the target has " + least + (most > least ? " to " + most : "") + " backing files: "
                    + paths);
        return paths;
    }

    private static OpenFile open(String path) {
        return OpenFile.of(Path.of(path), OpenFile.Caching.DIRECT);
    }
}
