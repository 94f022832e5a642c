package io.github.blkunit.ublk.cli.kublk;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command line, read.
 *
 * @param command first word
 * @param values of the options that were given; of a flag the empty text; the last one counts
 * @param targetOptions long options that no command knows: they are the target's and have an argument each
 * @param files other words, in their order: the target's backing files
 */
record Arguments(String command, Map<Option, String> values, Map<String, String> targetOptions, List<String> files) {
    Arguments {
        EnumMap<Option, String> copy = new EnumMap<>(Option.class);
        copy.putAll(values);
        values = copy;
        targetOptions = Map.copyOf(targetOptions);
        files = List.copyOf(files);
    }

    boolean has(Option flag) { return values.containsKey(flag); }

    @Nullable
    String text(Option option) { return values.get(option); }

    /** {@return the option's number, decimal or with 0x in front, or {@code otherwise} if it was not given} */
    long number(Option option, long otherwise) {
        String text = values.get(option);
        return text == null ? otherwise : number(option.toString(), text);
    }

    /** {@return the number of a target's option, or {@code otherwise}} */
    long targetNumber(String option, long otherwise) {
        String text = targetOptions.get(option);
        return text == null ? otherwise : number("--" + option, text);
    }

    /** {@return the number, which must be in a range of ints} */
    int number(Option option, int otherwise, int least, int most) {
        long number = number(option, otherwise);
        if (number < least || number > most)
            throw new UsageException("out of range: " + option + "=" + number + " (" + least + ".." + most + ")");
        return (int) number;
    }

    /** {@return whether the option was given with a number other than 0} */
    boolean on(Option option) {
        return number(option, 0) != 0;
    }

    private static long number(String option, String text) {
        try {
            return Long.decode(text.matches("0[0-9]+") ? text.replaceFirst("^0+(?=.)", "") : text);
        } catch (NumberFormatException e) {
            throw new UsageException("not a number: " + option + "=" + text);
        }
    }
}
