package io.github.blkunit.guest;

import io.github.blkunit.wire.ClassPathMessage;
import io.github.blkunit.wire.ClassPathMessage.BlobChunk;
import io.github.blkunit.wire.ClassPathMessage.BlobsWanted;
import io.github.blkunit.wire.ClassPathMessage.ClassPathOffer;
import io.github.blkunit.wire.ClassPathMessage.ClassPathReady;
import io.github.blkunit.wire.ClassPathMessage.Entry;
import io.github.blkunit.wire.WireException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The host's class path: takes the offer, asks for what the store lacks, receives it. For the agent's thread. */
final class ClassPath {
    private final HostLine host;
    private final BlobStore store;
    private final Deque<Entry> awaited = new ArrayDeque<>();
    private BlobStore.@Nullable Incoming incoming;
    private GuestClassPath offered = new GuestClassPath(List.of(), List.of());

    ClassPath(HostLine host, BlobStore store) {
        this.host = host;
        this.store = store;
    }

    void handle(ClassPathMessage message) throws IOException {
        if (message instanceof ClassPathOffer offer) {
            take(offer);
        } else if (message instanceof BlobChunk chunk) {
            take(chunk);
        } else {
            throw Agent.unexpected(message);
        }
    }

    /** The last offer, complete once the host was told so. */
    GuestClassPath offered() {
        return offered;
    }

    private void take(ClassPathOffer offer) throws IOException {
        Map<String, Entry> lacking = new LinkedHashMap<>();
        List<Path> directories = new ArrayList<>();
        List<Path> archives = new ArrayList<>();
        for (Entry entry : offer.entries()) {
            (entry.directory() ? directories : archives).add(store.path(entry));
            if (!store.has(entry)) lacking.put(entry.sha256(), entry);
        }
        offered = new GuestClassPath(directories, archives);
        awaited.clear();
        awaited.addAll(lacking.values());
        host.send(new BlobsWanted(new ArrayList<>(lacking.keySet())));
        readyIfComplete();
    }

    private void take(BlobChunk chunk) throws IOException {
        Entry entry = awaited.peek();
        if (entry == null || !entry.sha256().equals(chunk.sha256())) {
            throw new WireException("a blob that was not asked for: sha256=" + chunk.sha256());
        }
        BlobStore.Incoming blob = incoming == null ? store.receive(entry) : incoming;
        incoming = blob;
        blob.write(chunk.bytes());
        if (!chunk.last()) return;
        blob.finish();
        incoming = null;
        awaited.remove();
        readyIfComplete();
    }

    private void readyIfComplete() throws IOException {
        if (awaited.isEmpty()) host.send(new ClassPathReady());
    }
}
