package dev.sild.compose.translate;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a file holds a secret, whatever its name: a private key, a URL with a password in it, or a value under a key that
 * {@link Secrecy} takes for a secret's, in YAML, JSON, properties or an env file. Looks at the first 256 KiB of a text.
 */
final class SecretContent {
  private static final int MAX_BYTES = 256 << 10;

  /** {@code KEY: value}, {@code KEY=value} or {@code "key": "value"} at the start of a line or of an entry of a JSON map. */
  private static final Pattern SETTING = Pattern.compile(
      "(?:^|[{,])[ \\t]*+(?:-[ \\t]++|export[ \\t]++)?+[\"']?+([\\w.-]{1,200}+)[\"']?+[ \\t]*+[:=](?!=)[ \\t]*+"
          + "(\"[^\"\\n]*+\"|'[^'\\n]*+'|[^,\\s}\"'][^,\\n}]*+)", Pattern.MULTILINE);
  /** Settings about secrets, which are none themselves: {@code password_encryption}, {@code token.lifetime}. */
  private static final Pattern ABOUT =
      Pattern.compile("(?i).*[\\W_](?:encryption|algorithm|policy|length|lifetime|expiry|expiration|ttl|timeout)");
  /** What stands where a value would: nothing, no text, a map or list, a comment, or what is filled in later. */
  private static final Set<String> NONE = Set.of("", "null", "~", "true", "false");
  private static final Set<String> NO_VALUE_STARTS = Set.of("${", "{{", "{", "[", "#");

  private SecretContent() {}

  static boolean isSecret(byte[] content) {
    String text = new String(content, 0, Math.min(content.length, MAX_BYTES), StandardCharsets.ISO_8859_1);
    return new String(content, StandardCharsets.ISO_8859_1).contains("PRIVATE KEY-----")
        || (text.indexOf('\0') < 0 && (hasPasswordInUrl(text) || hasSecretSetting(text)));
  }

  /** A URL ends with its line. */
  private static boolean hasPasswordInUrl(String text) {
    return text.contains("://") && text.lines().anyMatch(Secrecy::hasPasswordInUrl);
  }

  private static boolean hasSecretSetting(String text) {
    Matcher setting = SETTING.matcher(text);
    while (setting.find()) {
      String name = setting.group(1);
      if (Secrecy.isSecretName(name) && !ABOUT.matcher(name).matches() && isValue(setting.group(2))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isValue(String written) {
    boolean quoted = written.startsWith("\"") || written.startsWith("'");
    String value = (quoted ? written.substring(1, written.length() - 1) : written).strip();
    return !NONE.contains(value) && NO_VALUE_STARTS.stream().noneMatch(value::startsWith);
  }
}
