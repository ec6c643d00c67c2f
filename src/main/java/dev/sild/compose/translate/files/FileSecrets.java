package dev.sild.compose.translate.files;

import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.translate.code.DatabaseFiles;
import dev.sild.compose.translate.source.Secrecy;
import dev.sild.secrets.SecretNames;
import dev.sild.secrets.SecretTexts;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which files must be kept secret. */
public final class FileSecrets {
    private static final Set<String> KEY_FILES =
            Set.of("key", "pem", "p12", "pfx", "jks", "keystore", "truststore", "kdbx", "ppk");

    /** What defines a function or a class, in any language. */
    private static final Pattern DOES_SOMETHING =
            Pattern.compile("\\b(?:def|function|class|func|fn|fun|return)\\b|\\)\\s{0,9}=>");

    private FileSecrets() {}

    /** What only its owner may read, what is named like a secret, what has one in it, and databases. */
    static boolean isSecret(BindFile file, Secrecy secrecy) {
        String name = file.path().substring(file.path().lastIndexOf('/') + 1);
        return !secrecy.hints().sayPlain(name)
                && (file.ownerOnly()
                        || isSecretName(file.path()) && !isAboutSecrets(file)
                        || DatabaseFiles.isOne(file)
                        || secrecy.isSecretContent(file.path(), file.content()));
    }

    /** Whether a file of that name must be kept secret, regardless of its content. */
    public static boolean isSecretName(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return isKeyFile(path)
                || name.equals(".env")
                || name.startsWith(".env.")
                || name.equals(".htpasswd")
                || name.equals(".pgpass")
                || name.equals(".netrc")
                || name.equals(".npmrc")
                || name.equals(".dockerconfigjson")
                || name.startsWith("id_rsa")
                || isNamedAsSecret(name);
    }

    /** Whether a file of that name holds a key that programs may refuse if others may read it. */
    public static boolean isPrivateKey(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return isKeyFile(name) || name.endsWith("keyfile") || name.matches("id_(?:rsa|dsa|ecdsa|ed25519)");
    }

    /** Whether only its owner may read a file, by whose name or text it is a private key. */
    public static boolean isKeyOfOwner(BindFile file) {
        return file.ownerOnly() && (isPrivateKey(file.path()) || SecretTexts.hasPrivateKey(file.content()));
    }

    /** Whether a file of that name holds keys. */
    static boolean isKeyFile(String path) {
        return KEY_FILES.contains(path.substring(Math.max(path.lastIndexOf('.'), path.lastIndexOf('/')) + 1)
                .toLowerCase(Locale.ROOT));
    }

    /**
     * Whether a program's own file does something with secrets, as token.ts and password_reset.py do: its content says
     * whether it holds one. A file of code that only assigns values is one of settings.
     */
    private static boolean isAboutSecrets(BindFile file) {
        return SecretTexts.isCode(file.path())
                && DOES_SOMETHING
                        .matcher(new String(file.content(), StandardCharsets.ISO_8859_1))
                        .find();
    }

    private static boolean isNamedAsSecret(String name) {
        int dot = name.lastIndexOf('.');
        return SecretNames.isSecret(name) || dot > 0 && SecretNames.isSecret(name.substring(0, dot));
    }
}
