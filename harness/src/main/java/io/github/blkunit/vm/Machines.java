package io.github.blkunit.vm;

import io.github.blkunit.vm.accel.Accelerators;
import io.github.blkunit.vm.accel.KvmMemory;
import io.github.blkunit.vm.accel.KvmNode;
import io.github.blkunit.vm.accel.KvmProbe;
import io.github.blkunit.vm.bundle.Bundle;
import io.github.blkunit.vm.bundle.BundleStore;
import io.github.blkunit.vm.container.ContainerLauncher;
import io.github.blkunit.vm.kernel.OtherKernel;
import io.github.blkunit.vm.local.LocalLauncher;
import io.github.blkunit.vm.process.ProcessLauncher;
import io.github.blkunit.vm.qemu.Initramfs;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens machines as the user's settings say. The launcher is picked once, at the first use. Safe for use by several threads; prints nothing. */
public final class Machines {
    private final VmSettings settings;
    private final BundleSource bundles;
    private final Launchers launchers;
    private @Nullable Selection selection;

    /** With the launchers that there are. */
    public Machines(VmSettings settings) { this(settings, new OneBundle(settings)); }

    private Machines(VmSettings settings, BundleSource bundles) {
        this(settings, bundles, standardLaunchers(settings, bundles));
    }

    Machines(VmSettings settings, BundleSource bundles, Launchers launchers) {
        this.settings = settings;
        this.bundles = bundles;
        this.launchers = launchers;
    }

    /**
     * One line about the bundle, unpacked first if need be.
     *
     * @throws MachineFault if there is none or it is damaged; says what to do
     */
    public String bundleDescription() throws MachineFault, InterruptedException {
        Bundle bundle = bundles.bundle();
        var manifest = bundle.manifest();
        return "kernel " + manifest.kernelRelease() + ", " + manifest.qemuVersion() + ", in " + bundle.root();
    }

    /** All launchers, usable or not. */
    public Launchers launchers() { return launchers; }

    /**
     * The launcher that is used.
     *
     * @throws MachineFault if none can be; with the reason of each
     */
    public synchronized Selection selection() throws MachineFault, InterruptedException {
        if (selection == null) {
            selection = launchers.select(settings.launcher());
        }
        return selection;
    }

    /** One line: launcher and accelerator, and why these. The first call may boot a small guest to find out. */
    public String description() throws MachineFault, InterruptedException {
        Selection selected = selection();
        AcceleratorChoice choice = selected.launcher().accelerator();
        return "launcher " + selected + "; accelerator " + choice.accelerator() + ": " + choice.why();
    }

    /**
     * Starts a machine.
     *
     * @throws MachineFault if it cannot be started; nothing is left behind
     */
    public Machine open(MachineRequest request) throws MachineFault, InterruptedException {
        return open(spec(request));
    }

    /**
     * Starts a machine that {@link #spec} described.
     *
     * @throws MachineFault if it cannot be started; nothing is left behind
     */
    public Machine open(MachineSpec spec) throws MachineFault, InterruptedException {
        return selection().launcher().launch(spec);
    }

    /** What saves and clones machines, if the launcher can do that here. */
    public Optional<Templates> templates() throws MachineFault, InterruptedException {
        return selection().launcher().templates();
    }

    /** The request with the user's settings. */
    public MachineSpec spec(MachineRequest request) {
        return new MachineSpec(settings.cpus().orElse(request.cpus()), settings.memoryOr(request.memory()), request.payload(),
                settings.kernelArguments(), request.secret(), request.artefacts(), settings.debugging(),
                request.time());
    }

    private static Launchers standardLaunchers(VmSettings settings, BundleSource bundles) {
        Clock clock = Clock.systemUTC();
        var initramfs = new Initramfs(settings.cache(), clock);
        var accelerators = new Accelerators(settings.accelerator(), new KvmNode(), new KvmProbe(), new KvmMemory(settings.cache(),
                clock));
        var memory = new HostMemory();
        var templates = new TemplateFolders(settings.cache(), clock);
        return new Launchers(List.of(new ContainerLauncher(bundles, initramfs, accelerators, memory, settings.cache(), templates),
                new ProcessLauncher(bundles, initramfs, accelerators, memory, templates),
                new LocalLauncher()));
    }

    /** Found and unpacked at the first use, then remembered. */
    private static final class OneBundle implements BundleSource {
        private final VmSettings settings;
        private @Nullable Bundle bundle;

        OneBundle(VmSettings settings) { this.settings = settings; }

        @Override
        public synchronized Bundle bundle() throws MachineFault, InterruptedException {
            if (bundle == null) {
                BundleStore store = BundleStore.in(settings.cache());
                Bundle plain = settings.bundle().isPresent() ? store.fromPath(settings.bundle().get())
                        : store.fromClassPath(Machines.class.getClassLoader());
                bundle = new OtherKernel(settings.cache()).in(plain, settings.kernel());
            }
            return bundle;
        }
    }
}
