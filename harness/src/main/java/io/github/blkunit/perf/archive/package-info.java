/**
 * The record of a run as JSON: all raw pairs, what was decided and why. A folder of such files is the archive: A/A runs calibrate the gate,
 * the others are the history. Knows nothing of machines and reports.
 */
@NullMarked
package io.github.blkunit.perf.archive;

import org.jspecify.annotations.NullMarked;
