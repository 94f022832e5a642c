package io.github.blkunit.blktests.check;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tells {@link ChosenDriver}, which gets no parameters, what the command line said. */
final class DeviceChoice implements BeforeAllCallback {
    /** JUnit configuration parameter, and system property in the guest: see {@link ChosenDriver}. */
    static final String PARAMETER = "blkunit.check.device";

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getConfigurationParameter(PARAMETER).ifPresent(choice -> System.setProperty(PARAMETER, choice));
    }
}
