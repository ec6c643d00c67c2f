package dev.sild.report;

import java.util.Locale;
import java.util.Set;

/**
 * The one rule by which a name says that its value is a secret: it has one of these as a whole word: PASSWORD (or a word
 * that ends so, as PGPASSWORD does), PASSWD, PASS, DBPASS, REQUIREPASS, SECRET, TOKEN, APIKEY, CREDENTIAL, CREDENTIALS, or
 * the KEY of one of API, ACCESS, APP, AUTH, ENCRYPTION, JWT, MASTER, PRIVATE, SESSION, SIGNING; and FILE is not its last word.
 */
public final class SecretNames {
  private static final Set<String> WORDS =
      Set.of("PASSWD", "PASS", "DBPASS", "REQUIREPASS", "SECRET", "TOKEN", "APIKEY", "CREDENTIAL", "CREDENTIALS");
  private static final Set<String> KEYS = Set.of("API", "ACCESS", "APP", "AUTH", "ENCRYPTION", "JWT", "MASTER", "PRIVATE",
      "SESSION", "SIGNING");

  private SecretNames() {}

  /** Whether the value under {@code name} is a secret; upper and lower case are the same. */
  public static boolean isSecret(String name) {
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
}
