package dev.sild.compose.translate.files;

import dev.sild.model.Volume;
import dev.sild.report.JsonText;
import dev.sild.syntax.ShellText;
import java.util.regex.Pattern;

/** The command that creates an object which the output refers to and does not contain. */
public final class CreateCommand {
    /** What is a file rather than a word: keys and certificates have several lines. */
    private static final Pattern FILE =
            Pattern.compile("(?i).*\\.(?!txt$)[a-z][a-z0-9]{1,9}|.*(cert|id_(rsa|ed25519|ecdsa)|ssh).*");

    /** How a command ends that creates what is written to its input. */
    public static final String FROM_INPUT = " | kubectl create -f -";

    private CreateCommand() {}

    /**
     * Returns the command for a Secret or ConfigMap with one key.
     *
     * @param secret whether it is a Secret
     * @param path the file that the compose file names for it, as the user types it; empty for none
     */
    static String of(boolean secret, String object, String key, String path) {
        boolean literal =
                secret && !FILE.matcher(key).matches() && !FILE.matcher(path).matches();
        return literal
                ? "kubectl create secret generic " + object + " --from-literal=" + key + "=VALUE"
                : ofFile(secret, object, key, path);
    }

    /**
     * Returns the command for a mounted file, which is never a word.
     *
     * @param key the file's key; empty for a folder, whose files are the keys
     * @param path the file or folder, as the user types it
     */
    public static String ofFile(boolean secret, String object, String key, String path) {
        // kubectl takes the text before an equals sign for the key.
        boolean plain = !path.isEmpty() && path.indexOf('=') < 0 && path.equals(ShellText.shortWord(path));
        return "kubectl create " + (secret ? "secret generic " : "configmap ") + object + " --from-file="
                + (key.isEmpty() ? "" : key + "=") + (plain ? path : key.isEmpty() ? "FOLDER" : "FILE");
    }

    /**
     * Returns the command for a claim: {@code kubectl create} has no form with options for it.
     *
     * @param size a Kubernetes quantity
     * @param storageClass empty for the cluster's default
     */
    public static String ofClaim(String claim, Volume.Access access, String size, String storageClass) {
        StringBuilder object = new StringBuilder("{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: ");
        JsonText.append(object, claim);
        object.append("}, spec: {");
        if (!storageClass.isEmpty()) {
            object.append("storageClassName: ");
            JsonText.append(object, storageClass);
            object.append(", ");
        }
        object.append("accessModes: [").append(access.mode()).append("], resources: {requests: {storage: ");
        JsonText.append(object, size);
        return "echo " + ShellText.word(object.append("}}}}").toString()) + FROM_INPUT;
    }
}
