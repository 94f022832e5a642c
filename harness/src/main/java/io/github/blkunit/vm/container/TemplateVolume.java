package io.github.blkunit.vm.container;

import io.github.blkunit.vm.qemu.GuestMemory;

/**
 * The Docker volume that a template lies in, with what a machine does there.
 *
 * @param name of the volume
 * @param memory with paths inside the container
 */
record TemplateVolume(String name, GuestMemory memory) {
    /** Where it is mounted. */
    static final String MOUNT = "/template";
    /** The state of devices and CPUs, inside the container. */
    static final String STATE = MOUNT + "/state";
    private static final String MEMORY = MOUNT + "/memory";

    /** For the machine that is going to be saved. */
    static TemplateVolume toSave(String name) {
        return new TemplateVolume(name, new GuestMemory.Template(MEMORY));
    }

    /** For a clone. */
    static TemplateVolume toCopy(String name) {
        return new TemplateVolume(name, new GuestMemory.Copy(MEMORY));
    }
}
