package dev.sild.schema;

import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.yaml.Node.Position;
import org.jspecify.annotations.Nullable;

/**
 * Something for which an API server would refuse a resource.
 *
 * @param kind what is wrong
 * @param position where
 * @param path the field, such as {@code spec.api.image}; empty for the whole resource
 * @param message what the API server says of the field, without the path
 * @param remedy what the user can do; empty where the message says it
 * @see <a href="https://pkg.go.dev/k8s.io/apimachinery/pkg/util/validation/field">The API server's words</a>
 */
record Violation(Kind kind, Position position, String path, String message, String remedy) {

    /** What is wrong with a field. */
    enum Kind {
        REQUIRED("Required value", true),
        UNSUPPORTED("Unsupported value", true),
        TOO_LONG("Too long", true),
        TOO_MANY("Too many", true),
        WRONG_TYPE("Invalid value", true),
        INVALID("Invalid value", false),
        DUPLICATE("Duplicate value", false),
        FORBIDDEN("Forbidden", false),
        UNKNOWN("unknown field", false);

        private final String words;
        private final boolean endsChecks;

        Kind(String words, boolean endsChecks) {
            this.words = words;
            this.endsChecks = endsChecks;
        }

        /** Whether the API server looks at no rule of a resource that has such a field. */
        boolean endsChecks() {
            return endsChecks;
        }
    }

    /** Returns the violation for a field whose value does not matter. */
    static Violation of(Kind kind, Position position, String path, String detail) {
        return new Violation(kind, position, path, kind.words + (detail.isEmpty() ? "" : ": " + detail), "");
    }

    /** Returns the violation for a field with its value, which is one of {@link Values}. */
    static Violation of(Kind kind, Position position, String path, @Nullable Object value, String detail) {
        return of(kind, position, path, Values.quoted(value) + (detail.isEmpty() ? "" : ": " + detail));
    }

    Violation withRemedy(String newRemedy) {
        return new Violation(kind, position, path, message, newRemedy);
    }

    Finding finding() {
        String reason =
                path.isEmpty() ? message : kind == Kind.UNKNOWN ? message + " \"" + path + "\"" : path + ": " + message;
        return new Finding(Code.INPUT_INVALID, position.origin(path), reason, remedy);
    }
}
