/**
 * The JUnit Platform engine: discovery, and the host side of a run.
 */
@NullMarked
package io.github.blkunit.engine;

import org.jspecify.annotations.NullMarked;
