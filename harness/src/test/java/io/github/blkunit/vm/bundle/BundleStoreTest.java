package io.github.blkunit.vm.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blkunit.vm.MachineFault;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class BundleStoreTest {

    @TempDir
    Path temp;

    private Path cache = Path.of("");
    private Path packed = Path.of("");
    private BundleStore store = BundleStore.in(cache);

    @BeforeEach
    void newStore() {
        cache = temp.resolve("cache");
        packed = temp.resolve("packed");
        store = BundleStore.in(cache);
    }

    @Nested
    class Finds {
        @Test
        void aDirectoryOfPackedFiles() throws Exception {
            var fake = FakeBundle.complete();
            Bundle bundle = store.fromPath(fake.writeTo(packed));
            assertThat(bundle.root()).isEqualTo(cache.resolve("bundle").resolve(fake.hash()));
            assertThat(bundle.rootImage()).hasSize(300_000);
            assertThat(bundle.root().resolve(FakeBundle.PROGRAM)).hasContent("not really QEMU").isExecutable();
            assertThat(bundle.manifest().versions()).containsExactly(new BundleManifest.Version("guest", "fio", "3.39-1",
                    "3.40-1"));
        }

        @Test
        void theJarOfTheArtifact() throws Exception {
            Bundle bundle = store.fromPath(FakeBundle.complete().writeJar(temp.resolve("images.jar")));
            assertThat(bundle.rootImage()).hasSize(300_000);
        }

        @Test
        void theArtifactOnTheClassPath() throws Exception {
            Path jar = FakeBundle.complete().writeJar(temp.resolve("images.jar"));
            try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
                assertThat(store.fromClassPath(loader).rootImage()).hasSize(300_000);
            }
        }

        @Test
        void anUnpackedBundleAndLeavesItWhereItIs() throws Exception {
            Path unpacked = store.fromPath(FakeBundle.complete().writeTo(packed)).root();
            var other = BundleStore.in(temp.resolve("another cache"));
            assertThat(other.fromPath(unpacked).root()).isEqualTo(unpacked);
            assertThat(temp.resolve("another cache")).doesNotExist();
        }
    }

    @Nested
    class Unpacks {
        @Test
        void onlyOnce() throws Exception {
            Bundle first = store.fromPath(FakeBundle.complete().writeTo(packed));
            FileTime before = Files.getLastModifiedTime(first.root());
            Files.delete(packed.resolve("root.img.xz"));
            assertThat(store.fromPath(packed)).isEqualTo(first);
            assertThat(Files.getLastModifiedTime(first.root())).isEqualTo(before);
        }

        @Test
        void againAfterAFileWasTorn() throws Exception {
            Bundle bundle = store.fromPath(FakeBundle.complete().writeTo(packed));
            Files.write(bundle.rootImage(), new byte[17]);
            assertThat(store.fromPath(packed).rootImage()).hasSize(300_000);
        }

        @Test
        void againAfterAFileWasDeleted() throws Exception {
            Bundle bundle = store.fromPath(FakeBundle.complete().writeTo(packed));
            Files.delete(bundle.root().resolve(FakeBundle.PROGRAM));
            assertThat(store.fromPath(packed).root().resolve(FakeBundle.PROGRAM)).isExecutable();
        }

        @Test
        void overTheLeftoversOfOneThatWasKilled() throws Exception {
            var fake = FakeBundle.complete();
            Path left = cache.resolve("bundle").resolve(fake.hash() + ".unpacking");
            Files.createDirectories(left.resolve("qemu/bin"));
            Files.writeString(left.resolve("root.img"), "half");
            assertThat(store.fromPath(fake.writeTo(packed)).rootImage()).hasSize(300_000);
            assertThat(left).doesNotExist();
        }

        @Test
        void onceForManyThreads() throws Exception {
            FakeBundle.complete().writeTo(packed);
            var start = new CountDownLatch(1);
            try (var threads = Executors.newCachedThreadPool()) {
                var bundles = new ArrayList<Future<Bundle>>();
                for (int i = 0; i < 8; i++) {
                    Callable<Bundle> task = () -> {
                        start.await();
                        return BundleStore.in(cache).fromPath(packed);
                    };
                    bundles.add(threads.submit(task));
                }
                start.countDown();
                for (var bundle : bundles) { assertThat(bundle.get(20, TimeUnit.SECONDS).rootImage()).hasSize(300_000); }
            }
        }

        @Test
        void onceForManyProcesses() throws Exception {
            FakeBundle.complete().writeTo(packed);
            var processes = new ArrayList<Process>();
            for (int i = 0; i < 3; i++) {
                processes.add(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-cp",
                        System.getProperty("java.class.path"), UnpackMain.class.getName(), cache.toString(), packed.toString())
                        .redirectErrorStream(true).start());
            }
            for (var process : processes) {
                String output = new String(process.getInputStream().readAllBytes(), UTF_8);
                assertThat(process.waitFor()).as(output).isZero();
            }
            assertThat(store.fromPath(packed).rootImage()).hasSize(300_000);
        }
    }

    @Nested
    class Refuses {
        @Test
        void aClassPathWithoutTheArtifactAndNamesTheDependency() {
            assertThatThrownBy(() -> store.fromClassPath(new URLClassLoader(new URL[0], null))).isInstanceOf(MachineFault.class)
                    .hasMessageContainingAll("no VM bundle found", "io/github/blkunit/bundle/manifest.json",
                            "io.github.blkunit:blkunit-vm-images", "blkunit.bundle");
        }

        @Test
        void aDirectoryThatDoesNotExist() {
            refused("no VM bundle found", packed.resolve("manifest.json").toString(), "blkunit.bundle");
        }

        @Test
        void aPackedFileWithOneBitTurned() throws Exception {
            FakeBundle.complete().writeTo(packed);
            Path part = packed.resolve("root.img.xz");
            byte[] bytes = Files.readAllBytes(part);
            String expected = FakeBundle.sha256(bytes);
            bytes[bytes.length / 2] ^= 4;
            Files.write(part, bytes);
            refused("damaged", "file=" + part, "expected sha256=" + expected, "actual sha256=" + FakeBundle.sha256(bytes),
                    "Set blkunit.bundle");
            assertNothingLeft();
        }

        @Test
        void aTornDownload() throws Exception {
            FakeBundle.complete().writeTo(packed);
            Path part = packed.resolve("qemu.tar.xz");
            Files.write(part, Arrays.copyOf(Files.readAllBytes(part), 60));
            refused("damaged", "file=" + part, "actual size=60");
        }

        @Test
        void aMissingPart() throws Exception {
            FakeBundle.complete().writeTo(packed);
            Files.delete(packed.resolve("qemu.tar.xz"));
            refused("damaged", "file=" + packed.resolve("qemu.tar.xz"), "it is missing");
        }

        @Test
        void aPartWhoseContentIsNotWhatTheManifestSays() throws Exception {
            new FakeBundle().single("root.img", "that".getBytes(UTF_8)).listed("root.img", "this".getBytes(UTF_8), false).writeTo(
                    packed);
            refused("damaged", "unpacked file=root.img", FakeBundle.sha256("this".getBytes(UTF_8)), FakeBundle.sha256("that"
                    .getBytes(UTF_8)));
        }

        @Test
        void anArchiveThatClimbsOut() throws Exception {
            FakeBundle.complete().archive("kernel", "../../../escaped", new byte[] {1}).writeTo(packed);
            refused("damaged", "escaped", "the manifest does not list");
            assertThat(temp.resolve("escaped")).doesNotExist();
        }

        @Test
        void aManifestThatClimbsOut() throws Exception {
            FakeBundle.complete().listed("../escaped", new byte[] {1}, false).writeTo(packed);
            refused("manifest cannot be used", "path=../escaped leaves the bundle");
        }

        @Test
        void links() throws Exception {
            FakeBundle.complete().archiveWithLink("kernel", "config", "/etc/passwd").writeTo(packed);
            refused("damaged", "entry=config", "neither a file nor a directory");
        }

        @Test
        void filesInNoPart() throws Exception {
            FakeBundle.complete().listed("kernel/config", new byte[] {1}, false).writeTo(packed);
            refused("damaged", "lists kernel/config, which is in no part");
        }

        @Test
        void anotherFormat() throws Exception {
            FakeBundle.complete().format(2).writeTo(packed);
            refused("manifest cannot be used", "format=2 is not 1", "one release");
        }

        @Test
        void aHashThatIsNone() throws Exception {
            FakeBundle.complete().hash("../../etc").writeTo(packed);
            refused("manifest cannot be used", "hash=../../etc");
        }

        @Test
        void aManifestThatIsTorn() throws Exception {
            FakeBundle.complete().writeTo(packed);
            Path manifest = packed.resolve("manifest.json");
            Files.writeString(manifest, Files.readString(manifest).substring(0, 100));
            refused("manifest cannot be used", "file=" + manifest);
        }

        @Test
        void anUnpackedBundleThatLacksAFile() throws Exception {
            Path unpacked = store.fromPath(FakeBundle.complete().writeTo(packed)).root();
            Files.delete(unpacked.resolve(FakeBundle.PROGRAM));
            assertThatThrownBy(() -> store.fromPath(unpacked)).isInstanceOf(MachineFault.class)
                    .hasMessageContainingAll("damaged", FakeBundle.PROGRAM, "actual size=none");
        }

        @Test
        void aFullDiskBeforeAnythingIsWritten() throws Exception {
            FakeBundle.complete().writeTo(packed);
            store = new BundleStore(cache, _ -> 20L << 20);
            refused("no room", "needed=64 MiB", "free=20 MiB", "blkunit.cache");
            assertNothingLeft();
        }

        @Test
        void aCacheThatCannotBeMade() throws Exception {
            FakeBundle.complete().writeTo(packed);
            Files.writeString(cache, "a file where the directory should be");
            refused("cannot be unpacked", cache.toString(), "blkunit.cache");
        }

        private void refused(String... facts) {
            assertThatThrownBy(() -> store.fromPath(packed)).isInstanceOf(MachineFault.class).hasMessageContainingAll(facts);
        }

        private void assertNothingLeft() throws IOException {
            try (var files = Files.list(cache.resolve("bundle"))) {
                assertThat(files).allMatch(file -> file.toString().endsWith(".lock"));
            }
        }
    }

    @Test
    void anInterruptedThreadLeavesNothing() throws Exception {
        FakeBundle.complete().writeTo(packed);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> store.fromPath(packed)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(cache.resolve("bundle").resolve(FakeBundle.complete().hash())).doesNotExist();
    }
}
