package io.github.blkunit.vm.kernel;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What a module file says of itself: strings {@code name=value}, each ended by a zero byte, in its section {@code .modinfo}. */
final class ModuleInfo {
    private static final byte[] DEPENDS = "\0depends=".getBytes(StandardCharsets.US_ASCII);

    private ModuleInfo() {}

    /** The names of the modules that it needs, as {@code lsmod} shows them. */
    static List<String> dependencies(byte[] module) {
        for (int at = 0; at <= module.length - DEPENDS.length; at++) {
            if (startsWith(module, at)) {
                int start = at + DEPENDS.length;
                int end = start;
                while (end < module.length && module[end] != 0) { end++; }
                return Stream.of(new String(module, start, end - start, StandardCharsets.US_ASCII).split(",", -1)).filter(
                        name -> !name.isEmpty())
                        .map(name -> name.replace('-', '_')).toList();
            }
        }
        return List.of();
    }

    private static boolean startsWith(byte[] module, int at) {
        for (int i = 0; i < DEPENDS.length; i++) {
            if (module[at + i] != DEPENDS[i]) { return false; }
        }
        return true;
    }
}
