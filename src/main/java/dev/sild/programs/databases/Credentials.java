package dev.sild.programs.databases;

import dev.sild.model.Naming;
import dev.sild.model.Text;
import dev.sild.programs.ServerAddress;
import dev.sild.programs.settings.DatabaseSettings;
import dev.sild.stacks.shared.ExternalBundles;
import dev.sild.stacks.shared.SecretSeed;
import dev.sild.stacks.shared.SecretSeed.Key;
import dev.sild.stacks.shared.SecretSeed.Next;
import dev.sild.stacks.shared.SecretSeed.Random;
import dev.sild.stacks.shared.SecretSeed.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The password of a server, which is generated unless the user has one.
 *
 * @param secret the Secret's name
 * @param key its key that holds the password
 * @param seed how it is generated; empty where it is the user's
 */
record Credentials(String secret, String key, Optional<SecretSeed> seed) {
    static final String URL = "url";

    private static final String PASSWORD = "password";
    private static final String ROOT_PASSWORD = "root-password";
    private static final String NEXT_PASSWORD = "next-password";
    private static final int LENGTH = 32;

    static Credentials of(DatabaseSettings settings, Naming naming, ServerAddress address, boolean hasRoot) {
        if (settings.password().from().isPresent()) {
            DatabaseSettings.SecretKey from = settings.password().from().get();
            return new Credentials(from.secret(), from.key(), Optional.empty());
        }
        List<Key> keys = new ArrayList<>();
        keys.add(new Key(PASSWORD, new Random(LENGTH)));
        keys.addAll(address.keys());
        keys.add(new Key(URL, new Template(address.beforePassword() + "{" + PASSWORD + "}" + address.afterPassword())));
        if (hasRoot) {
            keys.add(new Key(ROOT_PASSWORD, new Random(LENGTH)));
        }
        keys.add(new Key(NEXT_PASSWORD, new Next(PASSWORD)));
        String name = naming.object(settings.component());
        return new Credentials(
                name,
                PASSWORD,
                Optional.of(new SecretSeed(
                        name,
                        settings.component(),
                        keys,
                        settings.password().rotation(),
                        Optional.of(Rotations.component(settings.component())))));
    }

    /** Returns a reference to the password. */
    Text password() {
        return reference(key);
    }

    /** Returns a reference to the password of the server's root, which is the user's where the user has one. */
    Text rootPassword() {
        return seed.isPresent() ? reference(ROOT_PASSWORD) : password();
    }

    /** Returns a reference to the password that the server is about to have. */
    Text nextPassword() {
        return reference(NEXT_PASSWORD);
    }

    /** Returns a reference to a key of a Secret that is generated. */
    Text reference(String ofKey) {
        return new Text.SecretRef(ExternalBundles.secret(secret), ofKey);
    }
}
