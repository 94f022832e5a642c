package io.github.blkunit.ublk.cli.kublk;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a command line as getopt_long(3) does: options and other words in any order, short flags bundled, {@code --} ends
 * the options.
 */
final class ArgumentReader {
    private final String[] words;
    private final Map<Option, String> values = new EnumMap<>(Option.class);
    private final Map<String, String> targetOptions = new HashMap<>();
    private final List<String> files = new ArrayList<>();
    private int at;

    private ArgumentReader(String[] words) { this.words = words; }

    static Arguments read(String... words) {
        if (words.length == 0) throw new UsageException("a command is needed");
        ArgumentReader reader = new ArgumentReader(words);
        reader.at = 1;
        while (reader.at < words.length)
            reader.word(words[reader.at++]);
        return new Arguments(words[0], reader.values, reader.targetOptions, reader.files);
    }

    private void word(String word) {
        if (word.equals("--")) {
            while (at < words.length)
                files.add(words[at++]);
        } else if (word.startsWith("--")) {
            longOption(word.substring(2));
        } else if (word.startsWith("-") && word.length() > 1) {
            bundle(word);
        } else {
            files.add(word);
        }
    }

    private void longOption(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        String value = equals < 0 ? null : text.substring(equals + 1);
        Option option = Option.byLongName(name);
        if (option == null) {
            targetOptions.put(name, value == null ? next("--" + name) : value);
        } else if (option.takesArgument()) {
            values.put(option, value == null ? next(option.toString()) : value);
        } else {
            if (value != null) throw new UsageException("this option has no argument: " + option + "=" + value);
            values.put(option, "");
        }
    }

    private void bundle(String word) {
        for (int i = 1; i < word.length(); i++) {
            @Nullable
            Option option = Option.byShortName(word.charAt(i));
            if (option == null) throw new UsageException("unknown option: -" + word.charAt(i) + " in " + word);
            if (option.takesArgument()) {
                values.put(option, i + 1 < word.length() ? word.substring(i + 1) : next("-" + word.charAt(i)));
                return;
            }
            values.put(option, "");
        }
    }

    private String next(String option) {
        if (at >= words.length) throw new UsageException("the option needs an argument: " + option);
        return words[at++];
    }
}
