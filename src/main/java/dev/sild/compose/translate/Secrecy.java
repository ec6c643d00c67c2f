package dev.sild.compose.translate;

import dev.sild.model.Text;
import java.util.Locale;
import java.util.Set;

/**
 * The one rule by which a value is taken for a secret: its key, or a variable in it, has one of these as a whole word:
 * PASSWORD (or a word that ends so, as PGPASSWORD does), PASSWD, PASS, DBPASS, REQUIREPASS, SECRET, TOKEN, API_KEY, APIKEY,
 * ACCESS_KEY, ENCRYPTION_KEY, PRIVATE_KEY, CREDENTIAL, CREDENTIALS, and FILE is not its last word; or it is a URL with a
 * password in it. An empty value is none.
 */
final class Secrecy {
  private static final Set<String> WORDS =
      Set.of("PASSWD", "PASS", "DBPASS", "REQUIREPASS", "SECRET", "TOKEN", "APIKEY", "CREDENTIAL", "CREDENTIALS");
  private static final Set<String> KEYS = Set.of("API", "ACCESS", "ENCRYPTION", "PRIVATE");

  private Secrecy() {}

  /** Whether the value under {@code key} must be kept secret. */
  static boolean isSecret(String key, Text value) {
    return !value.value().isEmpty() && (isSecretName(key) || isSecret(value));
  }

  /** Whether the value must be kept secret whatever its key. */
  static boolean isSecret(Text value) {
    return hasSecretVariable(value) || hasPasswordInUrl(value.value());
  }

  /** Whether a name has one of the words. */
  static boolean isSecretName(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    if (upper.endsWith("_FILE") || upper.endsWith("-FILE")) {
      return false;
    }
    String before = "";
    int start = 0;
    for (int i = 0; i <= upper.length(); i++) {
      if (i == upper.length() || !Character.isLetterOrDigit(upper.charAt(i))) {
        String word = upper.substring(start, i);
        if (WORDS.contains(word) || word.endsWith("PASSWORD") || (word.equals("KEY") && KEYS.contains(before))) {
          return true;
        }
        before = word;
        start = i + 1;
      }
    }
    return false;
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
