/**
 * What executes tests in the guest with JUnit's launcher. Loaded by the class loader of the tests; speaks to the agent by encoded messages.
 */
@NullMarked
package io.github.blkunit.guest.run;

import org.jspecify.annotations.NullMarked;
