package dev.sild.compose.translate.files;

import java.util.regex.Pattern;

/** The command that creates a Secret or ConfigMap with one key. */
public final class CreateCommand {
    /** What is a file rather than a word: keys and certificates have several lines. */
    private static final Pattern FILE =
            Pattern.compile("(?i).*\\.(?!txt$)[a-z][a-z0-9]{1,9}|.*(cert|id_(rsa|ed25519|ecdsa)|ssh).*");

    private CreateCommand() {}

    /**
     * Returns the command.
     *
     * @param secret whether it is a Secret
     * @param path the file that the compose file names for it; empty for none
     */
    static String of(boolean secret, String object, String key, String path) {
        boolean literal =
                secret && !FILE.matcher(key).matches() && !FILE.matcher(path).matches();
        return "kubectl create " + (secret ? "secret generic " : "configmap ") + object
                + (literal ? " --from-literal=" + key + "=VALUE" : " --from-file=" + key + "=FILE");
    }

    /**
     * Returns the command for a mounted file, which is never a word.
     *
     * @param key the file's key; empty for a folder, whose files are the keys
     */
    public static String ofFile(boolean secret, String object, String key) {
        return "kubectl create " + (secret ? "secret generic " : "configmap ") + object + " --from-file="
                + (key.isEmpty() ? "FOLDER" : key + "=FILE");
    }
}
