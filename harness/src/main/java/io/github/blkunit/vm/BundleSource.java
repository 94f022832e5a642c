package io.github.blkunit.vm;

import io.github.blkunit.vm.bundle.Bundle;

/** Where launchers get the unpacked bundle from. */
@FunctionalInterface
public interface BundleSource {

    /**
     * The bundle, unpacked first if need be.
     *
     * @throws MachineFault if there is none or it is damaged
     */
    Bundle bundle() throws MachineFault, InterruptedException;
}
