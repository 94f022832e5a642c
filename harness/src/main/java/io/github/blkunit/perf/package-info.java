/**
 * The performance gate: what users write on a class. {@code stat} and {@code gate} are the arithmetic, {@code archive} the record of a run,
 * {@code guest} measures pairs inside a machine, {@code run} boots the machines and decides, {@code engine} runs {@code @NotSlowerThan} classes.
 */
@NullMarked
package io.github.blkunit.perf;

import org.jspecify.annotations.NullMarked;
