/**
 * Reports of performance runs: one HTML page without network, Markdown for a pull request, plain text. All from the run's document alone, so
 * that a report can be made again from what the archive keeps.
 */
@NullMarked
package io.github.blkunit.report;

import org.jspecify.annotations.NullMarked;
