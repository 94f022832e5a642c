package io.github.blkunit.blktests.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which tests are to run, by upstream's rules: a test named by its id runs whatever the other options say; one reached through its
 * group, or because nothing was named, is subject to them, but naming a group overrules its exclusion.
 *
 * @param names groups and ids; empty means everything
 * @param excluded groups and ids
 * @param quick only tests that are quick or timed
 * @param deviceOnly only tests against the given device
 */
record Choice(List<String> names, Set<String> excluded, boolean quick, boolean deviceOnly) {
    Choice {
        names = names.stream().map(Choice::withoutPrefix).toList();
        excluded = Set.copyOf(excluded);
    }

    /** What was chosen, in the catalogue's order. */
    List<PortedTest> from(List<PortedTest> catalogue) {
        Predicate<PortedTest> named = test -> names.contains(test.id());
        Predicate<PortedTest> group = test -> names.contains(test.group());
        Predicate<PortedTest> wanted = names.isEmpty() ? test -> !excluded.contains(test.group()) : group;
        return catalogue.stream().filter(named.or(wanted.and(this::passesFilters))).toList();
    }

    /** Names that are neither group nor id of a ported test. */
    List<String> unknown(List<PortedTest> catalogue) {
        List<String> unknown = new ArrayList<>(names);
        unknown.addAll(excluded);
        catalogue.forEach(test -> unknown.removeIf(name -> name.equals(test.id()) || name.equals(test.group())));
        return unknown;
    }

    private boolean passesFilters(PortedTest test) {
        return !excluded.contains(test.id()) && (!quick || test.quick() || test.timed()) && (!deviceOnly || test.givenDevice());
    }

    /** Upstream's tests lie in a folder, which people may type. */
    private static String withoutPrefix(String name) {
        return name.replaceFirst("^(\\./)?(tests/)?", "").replaceFirst("/$", "");
    }
}
