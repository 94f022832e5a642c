/**
 * The JUnit engine of {@code @NotSlowerThan} classes. Everything it runs, it runs from the host: a verdict takes several machines.
 */
@NullMarked
package io.github.blkunit.perf.engine;

import org.jspecify.annotations.NullMarked;
