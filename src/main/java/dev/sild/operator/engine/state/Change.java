package dev.sild.operator.engine.state;

import java.util.Optional;

/**
 * A field that is not as it is stated.
 *
 * @param path the field
 * @param live what is there; nothing where the field is not there
 * @param stated what should be there; nothing where the field should not
 */
public record Change(FieldPath path, Optional<Object> live, Optional<Object> stated) {

    /** Returns the field alone: values may be secret, or long. */
    @Override
    public String toString() {
        return path.toString();
    }
}
