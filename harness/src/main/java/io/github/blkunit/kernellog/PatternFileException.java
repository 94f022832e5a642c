package io.github.blkunit.kernellog;

import org.jspecify.annotations.Nullable;

/** A pattern file cannot be read, is empty or says something that cannot be meant. Nothing may run without its patterns. */
public final class PatternFileException extends Exception {
    private static final long serialVersionUID = 1;

    PatternFileException(String message, @Nullable Throwable cause) { super(message, cause); }
}
