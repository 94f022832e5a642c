package io.github.blkunit.perf.gate;

import io.github.blkunit.perf.stat.AlphaSpending;
import java.util.List;

/**
 * The rules of a gate, fixed before it starts.
 *
 * @param alpha probability of failing a candidate that is as fast as the reference, all blocking cells and looks together
 * @param passConfidence confidence with which a pass rules the margin out, per cell and look
 * @param looks numbers of boots after which the data are looked at, growing; the last one is the cap
 */
public record GateRules(double alpha, double passConfidence, List<Integer> looks) {
    /** Fewer boots can agree with each other and be wrong together. */
    public static final int LEAST_BOOTS_TO_FAIL = 3;
    /** Share of false ones among the alarms of advisory cells. */
    public static final double FALSE_DISCOVERIES = 0.10;

    /** 1 % false alarms, 95 % confidence, looks after 2, 3 and 4 boots. */
    public static final GateRules STANDARD = new GateRules(0.01, 0.95, List.of(2, 3, 4));

    public GateRules {
        looks = List.copyOf(looks);
        if (!(passConfidence > 0.5 && passConfidence < 1)) {
            throw new IllegalArgumentException("not a confidence: passConfidence=" + passConfidence);
        }
        if (looks.isEmpty() || looks.getLast() < LEAST_BOOTS_TO_FAIL) {
            throw new IllegalArgumentException("a gate needs at least " + LEAST_BOOTS_TO_FAIL
                    + " boots, or it could never fail: looks=" + looks);
        }
        new AlphaSpending(alpha, looks);
    }

    /** These rules with another cap: looks from 2 boots to the cap. */
    public GateRules withBoots(int most) {
        List<Integer> upTo = java.util.stream.IntStream.rangeClosed(2, most).boxed().toList();
        return new GateRules(alpha, passConfidence, upTo.size() <= 3 ? upTo : List.of(2, Math.ceilDiv(2 + most, 2), most));
    }

    /** The most boots that a run takes. */
    public int mostBoots() { return looks.getLast(); }

    /** Whether the data are looked at after this many boots. */
    public boolean isLook(int boots) { return looks.contains(boots); }

    /** What failing may cost at this look: 0 where no failure is possible. */
    public double alphaAt(int boots) {
        return new AlphaSpending(alpha, looks.stream().filter(look -> look >= LEAST_BOOTS_TO_FAIL).toList()).at(boots);
    }
}
