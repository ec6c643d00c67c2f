package dev.sild.adopt.roles;

import java.util.Locale;

/** The part that a service has in a WebStack. */
public enum Role {
    PROXY,
    API,
    CACHE,
    DATABASE;

    /** Returns the name of the component, which is also the field of the resource. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }
}
