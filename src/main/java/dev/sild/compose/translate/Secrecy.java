package dev.sild.compose.translate;

import dev.sild.model.Text;
import dev.sild.report.SecretNames;
import java.util.regex.Pattern;

/**
 * What is taken for a secret: a value whose key, or a variable in which, has a {@linkplain SecretNames secret name}, a URL with
 * a password in it, and what tells a program how to connect with a password among it. An empty value that somebody wrote is
 * none; a variable that is not set is one, since whoever fills it in later should find a Secret in its place.
 */
final class Secrecy {
  /**
   * {@code Server=db;User Id=app;Password=x}, {@code host=db password=x}, {@code redis:6379,password=x}, {@code ?password=x}:
   * with characters of its own, and not what a shell or somebody else fills in.
   */
  private static final Pattern PASSWORD_SETTING = Pattern.compile(
      "(?i)(?:^|[;,&?\\s])(?:password|passwd|pwd|accountkey|sharedaccesskey)\\s*=\\s*['\"]?[^\\s;,&'\"$<{*]");

  private Secrecy() {}

  /** Whether the value under {@code key} must be kept secret. */
  static boolean isSecret(String key, Text value) {
    return isSecretName(key) && (!value.value().isEmpty() || value instanceof Text.Variable) || isSecret(value);
  }

  /** Whether the value must be kept secret whatever its key. */
  static boolean isSecret(Text value) {
    return hasSecretVariable(value) || hasPassword(withUnset(value));
  }

  /** Whether a name says that its value is a secret. */
  static boolean isSecretName(String name) {
    return SecretNames.isSecret(name);
  }

  /** Returns a text in which variables that are not set yet have a value: a password, where one belongs. */
  private static String withUnset(Text value) {
    if (!(value instanceof Text.Concat concat)) {
      return value.value();
    }
    StringBuilder text = new StringBuilder();
    for (Text part : concat.parts()) {
      text.append(part instanceof Text.Variable variable && variable.value().isEmpty() ? "x" : part.value());
    }
    return text.toString();
  }

  private static boolean hasSecretVariable(Text value) {
    if (value instanceof Text.Variable variable) {
      return isSecretName(variable.name());
    }
    return value instanceof Text.Concat concat && concat.parts().stream().anyMatch(Secrecy::hasSecretVariable);
  }

  /** Whether the text has a password in it, of a URL or among other settings of a connection. */
  static boolean hasPassword(String value) {
    return hasPasswordInUrl(value) || value.indexOf('=') >= 0 && PASSWORD_SETTING.matcher(value).find();
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
