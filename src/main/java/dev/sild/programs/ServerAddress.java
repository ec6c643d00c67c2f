package dev.sild.programs;

import dev.sild.stacks.shared.SecretSeed.Key;
import dev.sild.stacks.shared.SecretSeed.Plain;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a server is found, in the form of the URL that its drivers take.
 *
 * @param scheme the URL's scheme
 * @param host the name that the stack's pods resolve
 * @param port the port there
 * @param user the user that clients connect as; empty if the server has only one user
 * @param database the name of the database; empty where the server has no names for them
 * @param path the text after the last slash
 */
public record ServerAddress(String scheme, String host, int port, String user, String database, String path) {

    /** Returns the URL up to the password. */
    public String beforePassword() {
        return scheme + "://" + user + ":";
    }

    /** Returns the URL from behind the password. */
    public String afterPassword() {
        return "@" + host + ":" + port + "/" + path;
    }

    /** Returns the keys of a Secret that say the same. */
    public List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        keys.add(new Key("host", new Plain(host)));
        keys.add(new Key("port", new Plain(Integer.toString(port))));
        if (!database.isEmpty()) {
            keys.add(new Key("database", new Plain(database)));
        }
        if (!user.isEmpty()) {
            keys.add(new Key("username", new Plain(user)));
        }
        return keys;
    }
}
