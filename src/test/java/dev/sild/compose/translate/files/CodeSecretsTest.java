package dev.sild.compose.translate.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Source code that is called as a secret is one, unless nothing in it could be a secret. */
class CodeSecretsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "passwords.py | # Users of the admin class, and their passwords\\nUSERS = {\"admin\": \"hunter2\"}",
                "passwords.py | def all():\\n    return {\"admin\": \"hunter2\"}",
                "passwords.py | def all():\\n    return PINS[user] or 918273",
                "credentials.js | module.exports = () => ({ db: ['app', 'hunter2-db'] })",
                "credentials.js | const all = () => [`hunter2`]",
                "secrets.php | <?php\\nreturn ['db' => 'hunter2'];",
                "secrets.php | <?php\\nfunction all() { return <<<END\\nhunter2\\nEND; }",
                "passwords.rb | def all\\n  %w[hunter2 hunter3]\\nend",
                "secrets.py | def key():\\n    return os.environ.get(\"KEY\", \"hunter2\")",
                "secrets.py | def key():\\n    # \"hunter2\"\\n    return 1",
            })
    void valuesInFunctionsAndCommentsMayBeSecrets(String name, String text) throws Exception {
        assertThat(isSecret(name, text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "password_reset.py | import os\\n\\ndef reset(user):\\n    # It's mailed.\\n    user.mail(os.environ[\"MAIL\"])",
                "token.ts | import { id } from './ids';\\nexport const token = () => id();",
                "token.js | const c = require('crypto');\\nmodule.exports = make;\\nfunction make() { return c.id('') }",
            })
    void programsWithoutValuesAreNone(String name, String text) throws Exception {
        assertThat(isSecret(name, text)).isFalse();
    }

    private boolean isSecret(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text.replace("\\n", "\n"));
        return TranslatedProject.of(
                        folder,
                        "services: {app: {image: 'example/app:1', volumes: ['./" + name + ":/srv/" + name + ":ro']}}\n")
                .translation()
                .application()
                .files()
                .get(0)
                .secret();
    }
}
