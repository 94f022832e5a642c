package io.github.blkunit.vm.accel;

import io.github.blkunit.vm.Accelerator;
import io.github.blkunit.vm.AcceleratorChoice;
import io.github.blkunit.vm.Availability;
import io.github.blkunit.vm.MachineFault;

/** Chooses the accelerator: what the user demands, else KVM where a guest was seen to boot with it, else TCG. */
public final class Accelerators {
    private final String wanted;
    private final KvmNode node;
    private final KvmProbe probe;
    private final KvmMemory remembered;

    /** @param wanted {@code auto}, {@code kvm} or {@code tcg} */
    public Accelerators(String wanted, KvmNode node, KvmProbe probe, KvmMemory remembered) {
        this.wanted = wanted;
        this.node = node;
        this.probe = probe;
        this.remembered = remembered;
    }

    /**
     * Chooses.
     *
     * @param launcher name of the launcher that asks: one may reach KVM where another does not
     * @param bundle hash of the bundle whose QEMU and kernel are used
     * @throws MachineFault if KVM is demanded and does not work
     */
    public AcceleratorChoice choose(String launcher, String bundle, Booter booter) throws MachineFault, InterruptedException {
        if (wanted.equals("tcg")) {
            return new AcceleratorChoice(Accelerator.TCG, "blkunit.accel=tcg");
        }
        return chosen(kvm(launcher, bundle, booter));
    }

    private AcceleratorChoice chosen(Availability kvm) throws MachineFault {
        return switch (kvm) {
            case Availability.Usable works -> new AcceleratorChoice(Accelerator.KVM, works.reason());
            case Availability.Missing missing -> {
                if (wanted.equals("kvm")) {
                    throw new MachineFault("KVM does not work here, and blkunit.accel=kvm demands it: " + missing.reason()
                            + ". Use blkunit.accel=auto or tcg.");
                }
                yield new AcceleratorChoice(Accelerator.TCG, "no KVM: " + missing.reason());
            }
        };
    }

    /**
     * Chooses where KVM cannot be had.
     *
     * @throws MachineFault if KVM is demanded
     */
    public AcceleratorChoice withoutNode(String reason) throws MachineFault {
        return wanted.equals("tcg") ? new AcceleratorChoice(Accelerator.TCG, "blkunit.accel=tcg")
                : chosen(new Availability.Missing(reason));
    }

    private Availability kvm(String launcher, String bundle, Booter booter) throws MachineFault, InterruptedException {
        Availability opens = node.availability();
        if (opens instanceof Availability.Missing) {
            return opens;
        }
        String key = launcher + "\n" + bundle + "\n" + node.identity();
        synchronized (this) {
            var known = remembered.find(key);
            if (known.isPresent()) {
                return known.get();
            }
            Availability found = probe.boot(booter);
            remembered.keep(key, found);
            return found;
        }
    }
}
