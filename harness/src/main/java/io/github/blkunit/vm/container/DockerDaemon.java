package io.github.blkunit.vm.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Info;
import java.net.URI;

/**
 * A daemon that answers.
 *
 * @param uri {@code unix:///...} or {@code tcp://...}
 */
record DockerDaemon(DockerClient client, URI uri, Info info) {

    /** Whether its machine is this one, so that it sees our {@code /dev/kvm} and publishes ports on our loopback. */
    boolean isLocal() {
        return uri.getScheme().equals("unix");
    }

    /** The host on which it publishes ports. */
    String host() {
        return isLocal() ? "127.0.0.1" : uri.getHost();
    }

    String description() {
        return "Docker " + info.getServerVersion() + " at " + uri;
    }
}
