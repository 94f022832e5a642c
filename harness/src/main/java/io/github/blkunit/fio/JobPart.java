package io.github.blkunit.fio;

import java.util.Map;

/**
 * A part of a job that takes several of fio's options to say, or whose values have units: {@link Rate}, {@link Verify},
 * {@link Zones}, {@link Mix}, {@link Peak}. Given to {@link Fio#with}; projects may write their own.
 */
@FunctionalInterface
public interface JobPart {

    /** fio's options by their names without dashes, in the order in which fio is to see them. */
    Map<String, String> options();
}
