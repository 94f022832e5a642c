/**
 * The host's side of a performance run: what is compared and for how long, fresh machines boot after boot, looks, and the document of it all.
 */
@NullMarked
package io.github.blkunit.perf.run;

import org.jspecify.annotations.NullMarked;
