package io.github.blkunit.engine;

import io.github.blkunit.vm.Machine;
import io.github.blkunit.vm.MachineFault;
import io.github.blkunit.vm.MachineSpec;
import io.github.blkunit.vm.Secret;
import io.github.blkunit.vm.Templates;
import io.github.blkunit.wire.ClassPathMessage.Entry;
import io.github.blkunit.wire.Handshake;
import java.io.IOException;
import java.io.PrintStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** Sessions with clones of a template, which is made when there is none for this class path and these settings. May be used from several threads. */
final class Clones {
    private final Templates templates;
    private final EngineSettings settings;
    private final PrintStream log;
    private @Nullable String name;

    Clones(Templates templates, EngineSettings settings, PrintStream log) {
        this.templates = templates;
        this.settings = settings;
        this.log = log;
    }

    /** Describes another machine of the same kind. */
    @FunctionalInterface
    interface Kind {
        MachineSpec spec(String secret) throws MachineFault, IOException;
    }

    /**
     * A session with a fresh clone.
     *
     * @throws MachineFault if there is none to be had; a template that gave one that does not answer is removed
     */
    GuestSession open(Kind kind) throws MachineFault, IOException, InterruptedException {
        String template = template(kind);
        MachineSpec spec = kind.spec(Secret.fresh());
        Machine clone = templates.clone(spec, template);
        try {
            return GuestSession.open(clone, spec.secret(), epoch(spec), settings);
        } catch (MachineFault e) {
            templates.remove(template);
            throw e;
        }
    }

    private synchronized String template(Kind kind) throws MachineFault, IOException, InterruptedException {
        String template = name;
        if (template == null || !templates.has(template)) {
            template = ensured(kind);
            name = template;
        }
        return template;
    }

    private String ensured(Kind kind) throws MachineFault, IOException, InterruptedException {
        MachineSpec spec = kind.spec(Secret.fresh());
        String template = hash(templates.fingerprint(spec));
        if (templates.has(template)) return template;
        try (Templates.Turn _ = templates.turn(template)) {
            if (templates.has(template)) return template; // somebody else made it while we waited for the turn
            log.println(
                    "blkunit: no machine to clone yet for these jars and settings, making one (one to two minutes when emulated)");
            new TemplateMaker(templates, settings, log).make(spec, template);
        }
        return template;
    }

    /** Everything that the template's memory depends on. The directories of the class path come later. */
    private static String hash(String machine) throws IOException {
        StringBuilder all = new StringBuilder(machine).append("\nwire ").append(Handshake.VERSION);
        for (Entry archive : TestClassPath.ofThisJvm().archives()) all.append('\n').append(archive.sha256());
        return DigestUtils.sha256Hex(all.toString());
    }

    /** The machine's number, by which its console log and its connection can be matched. */
    static long epoch(MachineSpec spec) {
        String folder = String.valueOf(spec.artefacts().getFileName());
        return Long.parseLong(folder.substring(folder.lastIndexOf('-') + 1));
    }
}
