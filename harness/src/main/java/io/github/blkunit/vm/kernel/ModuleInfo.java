package io.github.blkunit.vm.kernel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a module file says of itself: strings {@code name=value}, each ended by a zero byte, in its section {@code .modinfo}. */
final class ModuleInfo {
    private ModuleInfo() {}

    /** The names of the modules that it needs, as {@code lsmod} shows them. */
    static List<String> dependencies(byte[] module) {
        return values(module, "depends").stream().limit(1).flatMap(names -> Stream.of(names.split(",", -1))).filter(
                name -> !name.isEmpty()).map(ModuleInfo::shown).toList();
    }

    /** What it wants to be loaded before it, though it uses none of its symbols: {@code softdep=pre: a b post: c}. Names of modules, or other names for them. */
    static List<String> wishes(byte[] module) {
        List<String> wishes = new ArrayList<>();
        for (String value : values(module, "softdep")) {
            boolean before = false;
            for (String word : value.strip().split("\\s+", -1)) {
                if (word.endsWith(":")) before = word.equals("pre:");
                else if (before) wishes.add(shown(word));
            }
        }
        return wishes;
    }

    private static String shown(String name) {
        return name.replace('-', '_');
    }

    private static List<String> values(byte[] module, String name) {
        byte[] begin = ("\0" + name + "=").getBytes(StandardCharsets.US_ASCII);
        List<String> values = new ArrayList<>();
        for (int at = 0; at <= module.length - begin.length; at++) {
            if (!startsWith(module, at, begin)) { continue; }
            int start = at + begin.length;
            int end = start;
            while (end < module.length && module[end] != 0) { end++; }
            values.add(new String(module, start, end - start, StandardCharsets.US_ASCII));
        }
        return values;
    }

    private static boolean startsWith(byte[] module, int at, byte[] begin) {
        for (int i = 0; i < begin.length; i++) {
            if (module[at + i] != begin[i]) { return false; }
        }
        return true;
    }
}
