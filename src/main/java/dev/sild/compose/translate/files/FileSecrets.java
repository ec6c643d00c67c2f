package dev.sild.compose.translate.files;

import dev.sild.compose.BindFiles.BindFile;
import dev.sild.compose.translate.code.DatabaseFiles;
import dev.sild.compose.translate.source.Secrecy;
import dev.sild.secrets.SecretNames;
import dev.sild.secrets.SecretTexts;
import java.util.Locale;
import java.util.Set;

/** Which files must be kept secret. */
public final class FileSecrets {
    private static final Set<String> KEY_FILES =
            Set.of("key", "pem", "p12", "pfx", "jks", "keystore", "truststore", "kdbx", "ppk");

    private FileSecrets() {}

    /** What only its owner may read, what is named like a secret, what has one in it, and databases. */
    static boolean isSecret(BindFile file, Secrecy secrecy) {
        String name = file.path().substring(file.path().lastIndexOf('/') + 1);
        return !secrecy.hints().sayPlain(name)
                && (file.ownerOnly()
                        || isSecretName(file.path())
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

    /** A program's own file may be about secrets, and its content says whether it holds one. */
    private static boolean isNamedAsSecret(String name) {
        int dot = name.lastIndexOf('.');
        return SecretNames.isSecret(name) || dot > 0 && SecretNames.isSecret(name.substring(0, dot));
    }
}
