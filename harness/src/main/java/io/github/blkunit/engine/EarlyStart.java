package io.github.blkunit.engine;

import io.github.blkunit.engine.Machines.Opened;
import io.github.blkunit.extension.GuestParameters;
import io.github.blkunit.wire.RunMessage.RunTests;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A class, or a test of one, that has begun in its machine before it is its turn: its device is up, or coming up, and then it waits. What happens there waits on the host's side too, until somebody
 * mirrors it.
 *
 * @param machine ended by whoever takes this over
 * @param run the number to go on with
 */
record EarlyStart(Opened machine, long run) {

    /** Empty if there is no machine, or none that lived long enough: the class will begin anew, and meet the reason itself. */
    static Optional<EarlyStart> of(DeviceClassDescriptor type, List<String> selectors, RunContext context)
            throws InterruptedException {
        Opened machine;
        try {
            machine = context.machines().open(type.start());
        } catch (VmInfrastructureException e) {
            return Optional.empty(); // kept by the machines of this run, which have none from now on
        }
        boolean begun = false;
        try {
            long run = context.nextRun();
            Map<String, String> parameters = new LinkedHashMap<>(context.guestParameters(type.device()));
            parameters.putAll(GuestParameters.early(run));
            machine.session().send(new RunTests(run, selectors, parameters));
            begun = true;
            return Optional.of(new EarlyStart(machine, run));
        } catch (SessionLost e) {
            return Optional.empty();
        } finally {
            if (!begun) context.machines().end(machine.session());
        }
    }
}
