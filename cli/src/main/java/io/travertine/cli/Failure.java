package io.travertine.cli;

import java.net.BindException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** An error that is the answer to what the user asked: one line that says what to do. */
final class Failure extends Exception {
    Failure(String message) {
        super(message);
    }

    Failure(String message, Throwable cause) {
        super(message, cause);
    }

    static Failure noBroker(URI address, Throwable cause) {
        return new Failure(
                "no broker answers at " + address
                        + "; start one with './travertine server', or name another with --http",
                cause);
    }

    /** One line for any failure. */
    static String describe(Throwable failure) {
        @Nullable String message = failure.getMessage();
        return switch (failure) {
            case NoSuchFileException e -> "there is no file " + e.getFile();
            case AccessDeniedException e -> "no permission to open " + e.getFile();
            case BindException e -> "cannot listen: " + message;
            default ->
                message == null || message.isBlank()
                        ? failure.getClass().getSimpleName()
                        : message.lines().findFirst().orElse("").strip();
        };
    }
}
