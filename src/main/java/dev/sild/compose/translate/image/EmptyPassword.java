package dev.sild.compose.translate.image;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.VariablePlace;
import dev.sild.images.KnownImages;
import dev.sild.model.Text;
import dev.sild.report.Code;
import dev.sild.secrets.SecretNames;
import java.util.List;

/**
 * The password of Postgres that an example file leaves empty: its image does not start without one, with compose
 * neither, but there its message is in front of the user.
 */
public final class EmptyPassword {
    private static final String NAME = "POSTGRES_PASSWORD";

    /** Variables with which it starts without that one; the last two are of Bitnami's image. */
    private static final List<String> INSTEAD = List.of(NAME + "_FILE", "POSTGRESQL_PASSWORD", "ALLOW_EMPTY_PASSWORD");

    private EmptyPassword() {}

    /**
     * Reports an empty password of a server that a service runs.
     *
     * @param process the words of its process
     */
    public static void report(Attribute service, ServiceImage image, List<String> process, FileBundles files) {
        Attribute environment = service.get("environment");
        Attribute password = environment.get(NAME);
        if (!password.present()
                || password.isNull()
                || !password.peek().isEmpty()
                || !KnownImages.isPostgres(image.program())
                || !startsServer(process)
                || environment.get("POSTGRES_HOST_AUTH_METHOD").peek().equals("trust")
                || INSTEAD.stream()
                        .anyMatch(name -> !environment.get(name).peek().isEmpty())) {
            return;
        }
        String name = password.text() instanceof Text.Variable variable ? variable.name() : NAME;
        boolean unset =
                password.text() instanceof Text.Variable && files.variable(name).isEmpty();
        // A secret that is not set at all is a task of its own.
        if (!(unset && SecretNames.isSecret(name))) {
            service.note(
                    Code.KEY_EMPTY,
                    name + (unset ? " is not set" : " is empty in " + VariablePlace.of(password))
                            + ", and Postgres does not start without a password",
                    "set " + name + (unset ? "" : " in " + VariablePlace.of(password))
                            // Compose passes on what the file says, and reads no variable for it.
                            + (VariablePlace.isWritten(password) ? ", where .env has no effect on it," : "")
                            + " and convert again");
        }
    }

    /** Other programs of the image, such as {@code pg_dump}, start without it. */
    private static boolean startsServer(List<String> process) {
        String first = process.isEmpty() ? "" : process.get(0);
        return first.isEmpty()
                || first.equals("postgres")
                || first.startsWith("-")
                || first.endsWith("docker-entrypoint.sh");
    }
}
