package dev.sild.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps secrets out of findings: where the value of a variable with a secret name stands in one, the variable's name takes
 * its place. A value that is a plain lower-case word is left alone: hiding {@code postgres} everywhere would only tell
 * that it is the password.
 */
public final class Redaction {
  private static final int SHORTEST = 4;

  private final Map<String, String> names = new LinkedHashMap<>();

  private Redaction() {}

  /** Returns the redaction for the values of {@code variables}. */
  public static Redaction of(Map<String, String> variables) {
    List<Map.Entry<String, String>> secrets = new ArrayList<>();
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      if (SecretNames.isSecret(variable.getKey()) && isTelling(variable.getValue())) {
        secrets.add(variable);
      }
    }
    // The longest first, for one value may stand in another; then by name, for the result to be the same each time.
    secrets.sort(Comparator.comparing((Map.Entry<String, String> secret) -> -secret.getValue().length())
        .thenComparing(Map.Entry::getKey));
    Redaction redaction = new Redaction();
    secrets.forEach(secret -> redaction.names.putIfAbsent(secret.getValue(), secret.getKey()));
    return redaction;
  }

  private static boolean isTelling(String value) {
    boolean word = true;
    for (int i = 0; i < value.length(); i++) {
      word &= value.charAt(i) >= 'a' && value.charAt(i) <= 'z';
    }
    return value.length() >= SHORTEST && !word;
  }

  /** Returns the findings without secrets. */
  public List<Finding> apply(List<Finding> findings) {
    if (names.isEmpty()) {
      return findings;
    }
    List<Finding> redacted = new ArrayList<>(findings.size());
    for (Finding finding : findings) {
      redacted.add(new Finding(finding.code(), finding.origin(), redact(finding.reason()), redact(finding.remedy())));
    }
    return redacted;
  }

  private String redact(String text) {
    String redacted = text;
    for (Map.Entry<String, String> secret : names.entrySet()) {
      if (redacted.contains(secret.getKey())) {
        redacted = redacted.replace(secret.getKey(), "${" + secret.getValue() + "}");
      }
    }
    return redacted;
  }
}
