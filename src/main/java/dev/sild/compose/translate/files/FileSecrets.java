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

    /** The start of a named function or class, in any language; a word in a comment or a text is none. */
    private static final Pattern DEFINES = Pattern.compile(
            "^[ \\t]*+(?:(?:export|default|public|private|protected|internal|static|async|abstract|final|open|data"
                    + "|override|pub|suspend)[ \\t]++)*+(?:(?:def|function|class|func|fn|fun)[ \\t]++\\w"
                    + "|(?:const|let|var)[ \\t]++\\w++[ \\t]*+=[ \\t]*+(?:async[ \\t]*+)?\\([^()\\n]{0,200}+\\)[ \\t]*+=>)",
            Pattern.MULTILINE);

    /** Texts that are no secrets: names of modules and variables, and an apostrophe in a word. */
    private static final Pattern NO_VALUE = Pattern.compile(
            "\\b(?:from|import|require|require_once|include|include_once)[ \\t]{0,9}+\\(?[ \\t]{0,9}+(?:\"[\\w./@:-]{1,200}+\"|'[\\w./@:-]{1,200}+')"
                    + "|\\b(?i:env|environ|getenv)(?:\\.get)?[(\\[](?:\"[A-Z][A-Z0-9_]{0,80}+\"|'[A-Z][A-Z0-9_]{0,80}+')"
                    + "|(?<=[a-z])'(?=[a-z])|\"\"(?!\")|''(?!')");

    /** What may hold a secret: a text in quotes, a number that is long, a here-document, or a list of words. */
    private static final Pattern VALUE = Pattern.compile("[\"'`]|\\d{4}|<<|%[qQwW]?[\\[({<|]");

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
     * Whether a program's own file only does something with secrets, as token.ts and password_reset.py do: it defines
     * functions, and nothing in it could be a secret. Any text could be one in a file that is called so.
     */
    private static boolean isAboutSecrets(BindFile file) {
        if (!SecretTexts.isCode(file.path())) {
            return false;
        }
        String text = new String(file.content(), StandardCharsets.ISO_8859_1);
        return DEFINES.matcher(text).find()
                && !VALUE.matcher(NO_VALUE.matcher(text).replaceAll(" ")).find();
    }

    private static boolean isNamedAsSecret(String name) {
        int dot = name.lastIndexOf('.');
        return SecretNames.isSecret(name) || dot > 0 && SecretNames.isSecret(name.substring(0, dot));
    }
}
