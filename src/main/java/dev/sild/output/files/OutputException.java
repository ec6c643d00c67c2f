package dev.sild.output.files;

import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The output cannot be written; the message says where and why, in a sentence for the user, and the remedy what to do.
 */
public final class OutputException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final String ELSEWHERE = "use another path with --output";

    private final String remedy;

    /** Creates an exception; {@code cause} may be null. */
    public OutputException(String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage(), "a failure without a message");
    }

    /**
     * Returns the error for a path that the user names {@code shown} and that cannot be written because of
     * {@code failure}.
     */
    public static OutputException of(String shown, IOException failure) {
        String start = "cannot write " + shown + ": ";
        if (failure instanceof AccessDeniedException) {
            return new OutputException(start + "permission denied", "make it writable, or " + ELSEWHERE, failure);
        }
        if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
            return new OutputException(start + "a parent folder is a file", ELSEWHERE, failure);
        }
        if (failure instanceof FileSystemLoopException) {
            return new OutputException(start + "its symbolic links form a loop", ELSEWHERE, failure);
        }
        if (failure instanceof NoSuchFileException) {
            return new OutputException(start + "no such folder", ELSEWHERE, failure);
        }
        // The reason alone: the message would show the name of a temporary file.
        String reason = failure instanceof FileSystemException known ? known.getReason() : failure.getMessage();
        return new OutputException(
                start + (reason == null ? "the operating system refused it" : reason),
                "free space, or " + ELSEWHERE,
                failure);
    }

    /** Returns the failure as a finding. */
    public Finding finding() {
        return new Finding(Code.OUTPUT_UNWRITABLE, Origin.NONE, getMessage(), remedy);
    }

    /**
     * Whether the reader of a pipe has closed it, as {@code head} does: it needs no more output and no error message.
     */
    public boolean readerHasGone() {
        return StandardOutput.readerHasGone(getCause());
    }
}
