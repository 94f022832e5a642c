package io.github.blkunit.guest;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads the host's class path: first what are directories there, which change with every build, then the jars. The directories can be added
 * after classes were loaded from the jars, as long as there are none yet: so a machine that is saved with JUnit warm serves whatever tests
 * come later, and all classes still have one loader.
 */
final class TestClassLoader extends URLClassLoader {
    private final List<Path> archives;
    private @Nullable List<Path> adopted;
    private URLClassLoader directories = new URLClassLoader(new URL[0], null);

    static {
        registerAsParallelCapable();
    }

    TestClassLoader(List<Path> archives) {
        super("blkunit-tests", urls(archives), ClassLoader.getPlatformClassLoader());
        this.archives = List.copyOf(archives);
    }

    /** Whether it loads this class path from now on; not if it has the directories of another one, or other jars. */
    synchronized boolean adopt(GuestClassPath classPath) {
        if (!archives.equals(classPath.archives())) return false;
        if (adopted != null && !adopted.isEmpty()) return adopted.equals(classPath.directories());
        adopted = classPath.directories();
        directories = new URLClassLoader(urls(classPath.directories()), null);
        return true;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        URL found = directories.findResource(name.replace('.', '/').concat(".class"));
        return found == null ? super.findClass(name) : define(name, found);
    }

    @Override
    public @Nullable URL findResource(String name) {
        URL found = directories.findResource(name);
        return found == null ? super.findResource(name) : found;
    }

    @Override
    public Enumeration<URL> findResources(String name) throws IOException {
        List<URL> all = new ArrayList<>(Collections.list(directories.findResources(name)));
        all.addAll(Collections.list(super.findResources(name)));
        return Collections.enumeration(all);
    }

    private Class<?> define(String name, URL from) throws ClassNotFoundException {
        try (var in = from.openStream()) {
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length, new CodeSource(archiveOf(from), (Certificate @Nullable []) null));
        } catch (IOException e) {
            throw new ClassNotFoundException(name + " cannot be read from " + from, e);
        }
    }

    /** Of {@code jar:file:/x.jar!/a/B.class} the jar. */
    private static URL archiveOf(URL entry) throws MalformedURLException {
        String text = entry.getPath();
        return URI.create(text.substring(0, text.indexOf("!/"))).toURL();
    }

    private static URL[] urls(List<Path> jars) {
        try {
            URL[] urls = new URL[jars.size()];
            for (int i = 0; i < urls.length; i++) urls[i] = jars.get(i).toUri().toURL();
            return urls;
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not paths for a class loader: " + jars, e);
        }
    }
}
