package io.github.blkunit.ublk.uapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every number in the generated bindings, found by reflection: a C expression and what the bindings believe its value to be. */
final class Bindings {
    private Bindings() {}

    /** {@return C expression to value: sizes, offsets, constants} */
    static SortedMap<String, Long> numbers() {
        SortedMap<String, Long> numbers = new TreeMap<>();
        for (Class<?> type : types()) {
            Map<String, Method> methods = Arrays.stream(type.getDeclaredMethods()).filter(method -> Modifier.isPublic(method.getModifiers()))
                    .filter(method -> method.getParameterCount() == 0).collect(Collectors.toMap(Method::getName, method -> method));
            if (methods.containsKey("layout")) addStructure(type, methods, numbers);
            else addConstants(methods, numbers);
        }
        return numbers;
    }

    private static void addStructure(Class<?> type, Map<String, Method> methods, Map<String, Long> numbers) {
        String name = "struct " + type.getSimpleName();
        numbers.put("sizeof(" + name + ")", ((GroupLayout) call(methods.get("layout"))).byteSize());
        methods.forEach((method, handle) -> {
            if (method.endsWith("$offset")) numbers.put("offsetof(" + name + ", " + method.replace("$offset", "") + ")", (Long) call(handle));
        });
    }

    private static void addConstants(Map<String, Method> methods, Map<String, Long> numbers) {
        methods.forEach((name, method) -> {
            boolean function = methods.containsKey(name + "$address");
            if (function || name.contains("$")) return;
            switch (call(method)) {
                case Integer value -> numbers.put("(int) (" + name + ")", value.longValue());
                case Long value -> numbers.put("(long) (" + name + ")", value);
                case MemorySegment value -> numbers.put("(long) (" + name + ")", value.address());
                case Object other -> throw new AssertionError("an unexpected kind of constant: " + method + " = " + other);
            }
        });
    }

    private static List<Class<?>> types() {
        try (Stream<Path> files = Files.list(Path.of(UblkCmd.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                .resolve(UblkCmd.class.getPackageName().replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".class") && !name.contains("$"))
                    .filter(name -> !name.equals("package-info.class")).sorted().<Class<?>>map(name -> load(name.replace(".class", ""))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError("a code source is a URI", e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(UblkCmd.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("the class file was there a moment ago: " + name, e);
        }
    }

    private static Object call(Method method) {
        try {
            return method.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(method + " is public, static and without arguments", e);
        }
    }
}
