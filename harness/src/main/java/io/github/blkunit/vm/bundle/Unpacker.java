package io.github.blkunit.vm.bundle;

import io.github.blkunit.vm.MachineFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Unpacks all parts at once, each in a thread. The first failure stops the others. */
final class Unpacker {
    private final PackedBundle source;
    private final BundleManifest manifest;
    private final Path target;

    Unpacker(PackedBundle source, BundleManifest manifest, Path target) {
        this.source = source;
        this.manifest = manifest;
        this.target = target;
    }

    /** Returns when all is unpacked and checked; no thread is left in any case. */
    void run() throws MachineFault, IOException, InterruptedException {
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("blkunit-unpack-", 0)
                .factory())) {
            var done = new ExecutorCompletionService<Void>(threads);
            var running = new ArrayList<Future<Void>>();
            for (var part : manifest.parts()) {
                var unpacker = new PartUnpacker(source, manifest, part, target);
                running.add(done.submit(() -> {
                    unpacker.run();
                    return null;
                }));
            }
            try {
                for (int i = 0; i < running.size(); i++) { done.take().get(); }
            } catch (ExecutionException e) {
                throw rethrow(e);
            } finally {
                for (var future : running) { future.cancel(true); }
            }
        }
        checkAllListed();
        try (InputStream in = source.open(BundleManifest.NAME)) {
            if (in == null) { throw new IOException("the manifest went away while the bundle was unpacked"); }
            Files.copy(in, target.resolve(BundleManifest.NAME));
        }
    }

    private void checkAllListed() throws MachineFault {
        for (var entry : manifest.files()) {
            if (!Files.exists(target.resolve(entry.path()))) {
                throw new MachineFault("the VM bundle is damaged: file=" + source.where(BundleManifest.NAME) + " lists " + entry
                        .path()
                        + ", which is in no part. " + source.cure());
            }
        }
    }

    private static IOException rethrow(ExecutionException e) throws MachineFault {
        return switch (e.getCause()) {
            case MachineFault fault -> throw fault;
            case IOException failure -> failure;
            case RuntimeException bug -> throw bug;
            case Error bug -> throw bug;
            case null, default -> new IOException("unpacking the VM bundle failed", e);
        };
    }
}
