package dev.sild.adopt;

import java.util.Locale;

/** The part that a service has in a WebStack. */
enum Role {
    PROXY,
    API,
    CACHE,
    DATABASE;

    /** Returns the name of the component, which is also the field of the resource. */
    String field() {
        return name().toLowerCase(Locale.ROOT);
    }
}
