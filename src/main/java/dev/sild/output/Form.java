package dev.sild.output;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What becomes of a text with variables in an object: here, to see whether it is so, and in a chart, where Helm has to do
 * the very same.
 *
 * @see <a href="https://helm.sh/docs/chart_template_guide/function_list/">Template functions</a>
 */
enum Form {
  /** The text as it is. */
  TEXT("%s") {
    @Override
    Optional<String> of(String text) {
      return Optional.of(text);
    }
  },

  /** A text that Kubernetes expands: it makes one {@code $} of two. */
  EXPANDED("%s | replace \"$\" \"$$\"") {
    @Override
    Optional<String> of(String text) {
      return Optional.of(text.replace("$", "$$"));
    }
  },

  /** A whole number. */
  NUMBER("%s | int64") {
    @Override
    Optional<String> of(String text) {
      return NUMBERS.matcher(text).matches() ? Optional.of(Long.toString(Long.parseLong(text))) : Optional.empty();
    }
  },

  /** What a Secret holds. */
  BASE64("%s | b64enc") {
    @Override
    Optional<String> of(String text) {
      return Optional.of(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }
  },

  /** A number of bytes, of which compose writes {@code 512m} and Kubernetes {@code 512Mi}. */
  BYTES("include `sild.bytes` (%s)") {
    @Override
    Optional<String> of(String text) {
      Matcher parts = SIZES.matcher(text.toLowerCase(Locale.ROOT));
      if (!parts.matches()) {
        return Optional.empty();
      }
      int power = "kmgt".indexOf(parts.group(2)) + 1;
      long amount = (long) (Double.parseDouble(parts.group(1)) * (parts.group(2).isEmpty() ? 1 : 1L << 10 * power));
      int base = amount % 1024 == 0 ? 1024 : 1000;
      String unit = "";
      for (String next : base == 1024 ? List.of("Ki", "Mi", "Gi", "Ti") : List.of("k", "M", "G", "T")) {
        if (amount == 0 || amount % base != 0) {
          break;
        }
        amount /= base;
        unit = next;
      }
      return Optional.of(amount + unit);
    }
  },

  /** A number of processors, of which compose writes {@code 0.5} and Kubernetes {@code 500m}. */
  CPUS("include `sild.cpus` (%s)") {
    @Override
    Optional<String> of(String text) {
      if (!DECIMALS.matcher(text).matches()) {
        return Optional.empty();
      }
      long thousandths = Math.round(Double.parseDouble(text) * 1000);
      return Optional.of(thousandths % 1000 == 0 ? Long.toString(thousandths / 1000) : thousandths + "m");
    }
  },

  /** A time, of which compose writes {@code 1m30s} and Kubernetes the seconds. */
  SECONDS("include `sild.seconds` (%s) | int64") {
    @Override
    Optional<String> of(String text) {
      Matcher parts = TIMES.matcher(text);
      if (text.isEmpty() || !parts.matches()) {
        return Optional.empty();
      }
      return Optional.of(Long.toString(number(parts.group(1)) * 3600 + number(parts.group(2)) * 60 + number(parts.group(3))));
    }

    private static long number(String digits) {
      return digits == null ? 0 : Long.parseLong(digits);
    }
  };

  /** The templates that the expressions of some forms include. */
  static final String HELPERS = """
      {{/* Written by sild. Compose's 512m is Kubernetes' 512Mi. */}}
      {{- define "sild.bytes" -}}
      {{- $text := lower . -}}
      {{- if not (regexMatch "^[0-9]+([.][0-9]+)?([kmgt]?(i?b)?)$" $text) }}{{ fail (printf "%s is no number of bytes such as 512m or 2g" .) }}{{ end -}}
      {{- $unit := regexFind "[kmgt]?(i?b)?$" $text | trunc 1 | replace "b" "" -}}
      {{- $factor := index (dict "" 1 "k" 1024 "m" 1048576 "g" 1073741824 "t" 1099511627776) $unit -}}
      {{- $amount := mulf (regexFind "^[0-9.]+" $text | float64) $factor | int64 -}}
      {{- $written := printf "%d" $amount -}}
      {{- $base := ternary 1024 1000 (eq (mod $amount 1024) 0) -}}
      {{- range ternary (list "Ki" "Mi" "Gi" "Ti") (list "k" "M" "G" "T") (eq $base 1024) -}}
      {{- if and (ge $amount 1) (eq (mod $amount $base) 0) -}}
      {{- $amount = div $amount $base -}}
      {{- $written = printf "%d%s" $amount . -}}
      {{- else -}}
      {{- $amount = 0 -}}
      {{- end -}}
      {{- end -}}
      {{- $written -}}
      {{- end -}}

      {{/* Compose's 0.5 is Kubernetes' 500m. */}}
      {{- define "sild.cpus" -}}
      {{- if not (regexMatch "^[0-9]+([.][0-9]+)?$" .) }}{{ fail (printf "%s is no number of processors such as 0.5" .) }}{{ end -}}
      {{- $thousandths := round (mulf (float64 .) 1000) 0 | int64 -}}
      {{- if eq (mod $thousandths 1000) 0 }}{{ div $thousandths 1000 }}{{ else }}{{ printf "%dm" $thousandths }}{{ end -}}
      {{- end -}}

      {{/* Compose's 1m30s is Kubernetes' 90. */}}
      {{- define "sild.seconds" -}}
      {{- if not (regexMatch "^([0-9]+h)?([0-9]+m)?([0-9]+s)?$" .) }}{{ fail (printf "%s is no time such as 1m30s" .) }}{{ end -}}
      {{- $hours := regexFind "[0-9]+h" . | trimSuffix "h" | int64 -}}
      {{- $minutes := regexFind "[0-9]+m" . | trimSuffix "m" | int64 -}}
      {{- add (mul $hours 3600) (mul $minutes 60) (regexFind "[0-9]+s" . | trimSuffix "s" | int64) -}}
      {{- end -}}
      """;

  private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,18}");
  private static final Pattern DECIMALS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
  private static final Pattern SIZES = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?)([kmgt]?)(?:i?b)?");
  private static final Pattern TIMES = Pattern.compile("(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?");

  private final String expression;

  Form(String expression) {
    this.expression = expression;
  }

  /** Returns what a text becomes; nothing where it cannot become this. */
  abstract Optional<String> of(String text);

  /** Returns the expression that makes this of what another one yields. */
  String template(String text) {
    return expression.formatted(text);
  }

  /** Whether the expression includes one of {@link #HELPERS}. */
  boolean isHelped() {
    return expression.startsWith("include");
  }
}
