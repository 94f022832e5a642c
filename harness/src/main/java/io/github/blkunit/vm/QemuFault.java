package io.github.blkunit.vm;

/** QEMU was started and gave up: it does not like its accelerator, memory or files. */
public class QemuFault extends MachineFault {
    private static final long serialVersionUID = 1;

    /** With what QEMU said. */
    public QemuFault(String message) { super(message); }
}
