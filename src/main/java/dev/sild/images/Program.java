package dev.sild.images;

import java.util.Optional;

/** What a well-known image runs, as far as a stack has a place for it. */
public enum Program {
    NGINX("nginx"),
    /** Another program that passes requests on to others. */
    OTHER_PROXY("a different proxy"),
    REDIS("redis"),
    POSTGRES("postgres"),
    /** Any other database, cache, search engine or broker. */
    OTHER_DATABASE("a different database");

    private final String described;

    Program(String described) {
        this.described = described;
    }

    /** Returns it in a word or two. */
    public String described() {
        return described;
    }

    /** Returns the program that an image runs; empty if it is unknown or not one of these. */
    public static Optional<Program> of(String imageReference) {
        return KnownImages.row(imageReference).flatMap(KnownImage::kind).flatMap(Program::of);
    }

    private static Optional<Program> of(KnownImage.Kind kind) {
        return switch (kind) {
            case NGINX -> Optional.of(NGINX);
            case PROXY -> Optional.of(OTHER_PROXY);
            case REDIS -> Optional.of(REDIS);
            case POSTGRES -> Optional.of(POSTGRES);
            case DATABASE -> Optional.of(OTHER_DATABASE);
            case TOOL -> Optional.empty();
        };
    }
}
