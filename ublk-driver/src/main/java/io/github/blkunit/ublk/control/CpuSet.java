package io.github.blkunit.ublk.control;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.BitSet;

/** A set of CPUs, as the kernel's masks hold it. Immutable. */
public final class CpuSet {
    private final BitSet cpus;

    private CpuSet(BitSet cpus) { this.cpus = cpus; }

    static CpuSet read(MemorySegment mask) { return new CpuSet(BitSet.valueOf(mask.toArray(JAVA_BYTE))); }

    /** {@return the CPUs of both} */
    public CpuSet and(CpuSet others) {
        BitSet all = (BitSet) cpus.clone();
        all.or(others.cpus);
        return new CpuSet(all);
    }

    /** {@return the lowest of them alone; none of none} */
    public CpuSet first() {
        BitSet one = new BitSet();
        if (!cpus.isEmpty()) one.set(cpus.nextSetBit(0));
        return new CpuSet(one);
    }

    /** {@return the kernel's form: CPU n is bit n%64 of word n/64} */
    public long[] words() { return cpus.toLongArray(); }

    @Override
    public String toString() { return "cpus=" + cpus; }
}
