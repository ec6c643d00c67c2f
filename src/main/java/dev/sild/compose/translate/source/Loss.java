package dev.sild.compose.translate.source;

/**
 * Why something has no place in the output.
 *
 * @param reason the second half of a sentence; empty where it is not known
 * @param remedy what its user can do
 */
public record Loss(String reason, String remedy) {
    static final Loss UNEXPLAINED = new Loss("", "set the equivalent in the generated manifests");
}
