/**
 * What the guest prints: whole lines, kept in a file and, bounded, in memory; and what they say about its end.
 */
@NullMarked
package io.github.blkunit.vm.console;

import org.jspecify.annotations.NullMarked;
