package dev.sild.adopt.draft;

import dev.sild.adopt.roles.Role;
import dev.sild.compose.translate.source.Attribute;

/** The password of a server: generated, unless something needs to know it beforehand. */
public final class ServerPassword {
    private final AdoptionContext work;
    private final Role role;
    private final String variable;
    private final String value;
    private String secret = "";
    private String key = "";

    /**
     * Makes that of a server.
     *
     * @param variable the key that a Secret of the user's has it under
     * @param value what it is under compose; empty where there is none. Never to be shown
     */
    public ServerPassword(AdoptionContext work, Role role, String variable, String value) {
        this.work = work;
        this.role = role;
        this.variable = variable;
        this.value = value;
    }

    boolean is(String text) {
        return !value.isEmpty() && value.equals(text);
    }

    /** Whether the password is in a Secret that the user creates. */
    boolean isOwn() {
        return !secret.isEmpty();
    }

    /** Takes it from a Secret of the user's, which others read it from as well. */
    public void takeFrom(String ownSecret, String ownKey, Attribute from) {
        if (!isOwn()) {
            secret = ownSecret;
            key = ownKey;
            work.draft().put(role.field() + ".passwordFrom", Draft.map("name", secret, "key", key), from);
        }
    }

    /** Takes it from the Secret with the variables, because another value there holds it, too. */
    void ask(Attribute from) {
        if (!isOwn()) {
            work.secrets()
                    .add(
                            work.secrets().env(),
                            variable,
                            "the password of the " + role.field() + ": letters, digits and - . _ ~ only",
                            from);
            takeFrom(work.secrets().env(), variable, from);
        }
    }

    /** Returns the name of the Secret that has it. */
    String secret() {
        return isOwn() ? secret : work.host(role);
    }

    String key() {
        return isOwn() ? key : "password";
    }
}
