package io.github.blkunit.engine;

import io.github.blkunit.engine.FakeMachines.FakeMachine;
import io.github.blkunit.guest.InProcessAgent;
import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.MachineSpec;
import io.github.blkunit.vm.Templates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Templates of which nothing is kept but their names. */
final class FakeTemplates implements Templates {
    final List<String> life = new ArrayList<>();
    private final Set<String> there = new HashSet<>();
    private final Path store = FakeMachines.store();
    private final boolean wakesUp;
    @Nullable
    FakeMachines machines;

    private FakeTemplates(boolean wakesUp) { this.wakesUp = wakesUp; }

    static FakeTemplates working() {
        return new FakeTemplates(true);
    }

    /** Clones whose agent does not wake up. */
    static FakeTemplates silent() {
        return new FakeTemplates(false);
    }

    @Override
    public String fingerprint(MachineSpec spec) {
        return "fake " + spec.cpus();
    }

    @Override
    public Turn turn(String name) {
        life.add("turn");
        return () -> life.add("turn over");
    }

    @Override
    public boolean has(String name) {
        return there.contains(name);
    }

    @Override
    public Machine boot(MachineSpec spec, String name) throws MachineFault {
        life.add("boot");
        return machines().open(spec);
    }

    @Override
    public void save(Machine machine, String name) {
        life.add("save");
        machine.close();
        there.add(name);
    }

    @Override
    public Machine clone(MachineSpec spec, String name) throws MachineFault {
        life.add("clone");
        FakeMachine machine = machines().newMachine();
        machine.clone = true;
        if (wakesUp) InProcessAgent.startFrozen(machine.toGuest.in, machine.counted, spec.secret(), store);
        return machine;
    }

    @Override
    public void remove(String name) {
        life.add("remove");
        there.remove(name);
    }

    private FakeMachines machines() {
        if (machines == null) throw new IllegalStateException("FakeMachines.withTemplates was not called");
        return machines;
    }
}
