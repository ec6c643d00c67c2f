package dev.sild.model;

/**
 * A place in the input where one component names another.
 *
 * @param subject what names it: a variable, an attribute or a file, never a value; empty if the place says it all
 * @param origin where it stands; {@link Origin#NONE} where it is not known
 */
public record Mention(String subject, Origin origin) {

    /** Returns {@code DATABASE_URL in compose.yaml:12}, as far as it is known. */
    public String text() {
        String place = origin.line() == 0 ? origin.file() : origin.file() + ":" + origin.line();
        return subject.isEmpty() || place.isEmpty() ? subject + place : subject + " in " + place;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Mention that && subject.equals(that.subject) && origin.equals(that.origin);
    }

    @Override
    public int hashCode() {
        return 31 * subject.hashCode() + origin.hashCode();
    }
}
