package dev.sild.compose.translate;

import dev.sild.model.Text;
import dev.sild.report.SecretNames;

/**
 * What is taken for a secret: a value whose key, or a variable in which, has a {@linkplain SecretNames secret name}, and a
 * URL with a password in it. An empty value is none.
 */
final class Secrecy {
  private Secrecy() {}

  /** Whether the value under {@code key} must be kept secret. */
  static boolean isSecret(String key, Text value) {
    return !value.value().isEmpty() && (isSecretName(key) || isSecret(value));
  }

  /** Whether the value must be kept secret whatever its key. */
  static boolean isSecret(Text value) {
    return hasSecretVariable(value) || hasPasswordInUrl(value.value());
  }

  /** Whether a name says that its value is a secret. */
  static boolean isSecretName(String name) {
    return SecretNames.isSecret(name);
  }

  private static boolean hasSecretVariable(Text value) {
    if (value instanceof Text.Variable variable) {
      return isSecretName(variable.name()) && !variable.value().isEmpty();
    }
    return value instanceof Text.Concat concat && concat.parts().stream().anyMatch(Secrecy::hasSecretVariable);
  }

  /** Whether the text has {@code scheme://user:password@host} in it. */
  static boolean hasPasswordInUrl(String value) {
    int scheme = value.indexOf("://");
    while (scheme >= 0) {
      int colon = -1;
      for (int i = scheme + 3; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c == '@') {
          if (colon >= 0 && i > colon + 1) {
            return true;
          }
          break;
        }
        if (c == '/' || c == '?' || c == '#' || c == ' ' || c == '"' || c == '\'') {
          break;
        }
        if (c == ':' && colon < 0) {
          colon = i;
        }
      }
      scheme = value.indexOf("://", scheme + 3);
    }
    return false;
  }
}
