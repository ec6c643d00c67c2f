package dev.sild.adopt.draft;

import dev.sild.adopt.roles.Role;
import java.util.Map;

/**
 * What the api must know of its database.
 *
 * @param user the user that the image creates
 * @param name the database that it makes
 */
public record DatabaseFacts(String user, String name, ServerPassword password) {
    static final int PORT = 5432;

    public static DatabaseFacts of(AdoptionContext work) {
        Map<String, String> values = work.roles()
                .of(Role.DATABASE)
                .map(service -> service.environment().values())
                .orElse(Map.of());
        String user = first(values, "postgres", "POSTGRES_USER", "POSTGRESQL_USERNAME");
        return new DatabaseFacts(
                user,
                first(values, user, "POSTGRES_DB", "POSTGRESQL_DATABASE"),
                new ServerPassword(
                        work,
                        Role.DATABASE,
                        "POSTGRES_PASSWORD",
                        first(values, "", "POSTGRES_PASSWORD", "POSTGRESQL_PASSWORD", "POSTGRESQL_POSTGRES_PASSWORD")));
    }

    private static String first(Map<String, String> values, String otherwise, String... names) {
        for (String name : names) {
            String value = values.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return value;
            }
        }
        return otherwise;
    }
}
