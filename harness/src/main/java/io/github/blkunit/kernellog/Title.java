package io.github.blkunit.kernellog;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes titles: equal for equal bugs. */
final class Title {
    private static final int LONGEST = 120;
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)\\}");
    private static final Pattern ADDRESS = Pattern.compile("\\b0x[0-9a-f]+\\b|\\b[0-9a-f]{8,}\\b");
    private static final Pattern CPU = Pattern.compile("\\b(CPU|cpu)[#: ]*\\d+");
    private static final Pattern SOURCE = Pattern.compile("(\\.[chS]|\\.rs):\\d+(?::\\d+)?");
    private static final Pattern NUMBER = Pattern.compile("\\b\\d+\\b");

    private Title() {}

    /** The template filled from the header; without a frame its "in" goes, too. */
    static String of(Signature signature, Matcher header, @Nullable String frame, @Nullable String task) {
        String template = frame == null ? signature.title().replace(" in {frame}", "") : signature.title();
        StringBuilder title = new StringBuilder();
        Matcher place = PLACE.matcher(template);
        while (place.find()) {
            String name = place.group(1);
            String value = switch (name) {
                case "frame" -> Objects.requireNonNullElse(frame, "?");
                case "task" -> Objects.requireNonNullElse(task, "?");
                default -> neutral(header, name);
            };
            place.appendReplacement(title, Matcher.quoteReplacement(value));
        }
        place.appendTail(title);
        String text = title.toString().strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    private static String neutral(Matcher header, String group) {
        int index = Integer.parseInt(group);
        String text = index <= header.groupCount() ? header.group(index) : null;
        return text == null ? "" : neutral(text);
    }

    /** Without what differs from one occurrence to the next. */
    static String neutral(String text) {
        String plain = ADDRESS.matcher(text).replaceAll("ADDR");
        plain = CPU.matcher(plain).replaceAll("$1");
        plain = SOURCE.matcher(plain).replaceAll("$1");
        return NUMBER.matcher(plain).replaceAll("N").strip();
    }
}
