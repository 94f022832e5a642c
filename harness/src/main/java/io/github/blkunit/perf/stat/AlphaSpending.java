package io.github.blkunit.perf.stat;

import java.util.List;

/**
 * Divides an error probability over looks at growing data: after a share {@code t} of the planned boots {@code α·t²} has been spent (the power
 * family of Kim and DeMets). A look is tested at its own increment, so by Bonferroni the sum never exceeds α, whatever the
 * correlation of the looks.
 *
 * @param alpha error probability of all looks together, above 0 and below 1
 * @param looks boots at which a rejection is possible, growing
 */
public record AlphaSpending(double alpha, List<Integer> looks) {
    public AlphaSpending {
        looks = List.copyOf(looks);
        if (!(alpha > 0 && alpha < 1)) { throw new IllegalArgumentException("not an error probability: alpha=" + alpha); }
        if (looks.isEmpty() || !looks.equals(looks.stream().distinct().sorted().toList()) || looks.getFirst() < 1) {
            throw new IllegalArgumentException("looks must be growing numbers of boots: looks=" + looks);
        }
    }

    /** What may be spent after this many boots; 0 if that is no look. */
    public double at(int boots) {
        int look = looks.indexOf(boots);
        if (look < 0) { return 0; }
        return spent(boots) - (look == 0 ? 0 : spent(looks.get(look - 1)));
    }

    private double spent(int boots) {
        double share = boots / (double) looks.getLast();
        return alpha * share * share;
    }
}
