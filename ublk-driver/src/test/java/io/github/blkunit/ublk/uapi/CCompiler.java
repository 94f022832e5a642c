package io.github.blkunit.ublk.uapi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a C compiler for the values of expressions over the system's headers. Expressions that these headers do not know are sorted out by line number. */
final class CCompiler {
    private static final List<String> HEADERS = List.of("stddef.h", "stdio.h", "errno.h", "fcntl.h", "poll.h", "sched.h", "signal.h", "time.h", "unistd.h",
            "sys/eventfd.h", "sys/mman.h", "sys/prctl.h", "sys/resource.h", "sys/stat.h", "sys/syscall.h", "sys/uio.h", "linux/falloc.h",
            "linux/blkzoned.h", "linux/fs.h", "linux/io_uring.h", "linux/ublk_cmd.h");
    private static final Pattern ERROR_LINE = Pattern.compile("(?m)^[^:\\n]*ask\\.c:(\\d+):(?:\\d+:)? error: (.*)$");

    /** Known values, and the reason for each expression without one. */
    record Answers(SortedMap<String, Long> values, SortedMap<String, String> unknown) {}

    private final Path folder;
    private final List<String> options;

    /** Parameter include: a folder of headers to look into first, or empty. */
    CCompiler(Path folder, String include) {
        this.folder = folder;
        this.options = include.isEmpty() ? List.of() : List.of("-isystem", include);
    }

    static boolean isThere() {
        try {
            return new ProcessBuilder("cc", "--version").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;        // no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Answers ask(Collection<String> expressions) throws IOException, InterruptedException {
        List<String> left = new ArrayList<>(expressions);
        SortedMap<String, String> unknown = new TreeMap<>();
        List<String> program = program(left);
        Matcher error = ERROR_LINE.matcher(compile(program));
        while (error.find()) {
            int line = Integer.parseInt(error.group(1)) - 1;
            unknown.putIfAbsent(expressionOf(program.get(line)), error.group(2));
        }
        left.removeAll(unknown.keySet());
        String rest = compile(program(left));
        if (rest.contains("error:")) throw new IOException("the headers cannot be compiled: " + rest);
        return new Answers(run(), unknown);
    }

    private static List<String> program(Collection<String> expressions) {
        List<String> lines = new ArrayList<>();
        lines.add("#define _GNU_SOURCE");
        for (String header : HEADERS) lines.add("#include <" + header + ">");
        lines.add("int main(void) {");
        for (String expression : expressions) lines.add("printf(\"%s\\t%ld\\n\", \"" + expression + "\", (long) (" + expression + "));");
        lines.add("}");
        return lines;
    }

    private static String expressionOf(String line) { return line.substring(line.indexOf("\", \"") + 4, line.lastIndexOf("\", (long)")); }

    private String compile(List<String> program) throws IOException, InterruptedException {
        Files.write(folder.resolve("ask.c"), program);
        List<String> command = new ArrayList<>(List.of("cc", "-w", "-fno-diagnostics-show-caret", "-o", "ask", "ask.c"));
        command.addAll(options);
        return output(command);
    }

    private SortedMap<String, Long> run() throws IOException, InterruptedException {
        SortedMap<String, Long> values = new TreeMap<>();
        for (String line : output(List.of(folder.resolve("ask").toString())).lines().toList()) {
            int tab = line.indexOf('\t');
            values.put(line.substring(0, tab), Long.valueOf(line.substring(tab + 1)));
        }
        return values;
    }

    private String output(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("LC_ALL", "C"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES)) throw new IOException("no end: " + command);
        return output;
    }
}
