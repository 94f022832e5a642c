package io.github.blkunit.ublk.cli.kublk;

/** The command line cannot be obeyed; the message says which word. */
final class UsageException extends RuntimeException {
    UsageException(String message) { super(message); }
}
