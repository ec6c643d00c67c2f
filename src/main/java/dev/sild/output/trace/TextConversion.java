package dev.sild.output.trace;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What becomes of a text with variables in an object: here, to see whether it is so, and in a chart, where Helm has to
 * do the very same.
 *
 * @see <a href="https://helm.sh/docs/chart_template_guide/function_list/">Template functions</a>
 */
public enum TextConversion {
    /** The text as it is. */
    TEXT("%s") {
        @Override
        public Optional<String> of(String text) {
            return Optional.of(text);
        }
    },

    /** A text that Kubernetes expands: it makes one {@code $} of two, so that variables in it have two for each. */
    EXPANDED("%s") {
        @Override
        public Optional<String> of(String text) {
            return Optional.of(text);
        }
    },

    /** A whole number, which Helm would take for an octal one where it begins with 0. */
    NUMBER("regexReplaceAll \"^0+([0-9])\" (%s) \"${1}\" | int64") {
        @Override
        public Optional<String> of(String text) {
            return NUMBERS.matcher(text).matches()
                    ? Optional.of(Long.toString(Long.parseLong(text)))
                    : Optional.empty();
        }
    },

    /** What a Secret holds. */
    BASE64("%s | b64enc") {
        @Override
        public Optional<String> of(String text) {
            return Optional.of(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        }
    },

    /** A number of bytes, of which compose writes {@code 512m} and Kubernetes {@code 512Mi}. */
    BYTES("include \"sild.bytes\" %s") {
        @Override
        public Optional<String> of(String text) {
            return amount(text).map(TextConversion::quantity);
        }
    },

    /** A quarter of a number of bytes, at least 1. */
    QUARTER("include \"sild.quarter\" %s") {
        @Override
        public Optional<String> of(String text) {
            return amount(text).map(amount -> quantity(Math.max(1, amount / 4)));
        }
    },

    /** A number of processors, of which compose writes {@code 0.5} and Kubernetes {@code 500m}. */
    CPUS("include \"sild.cpus\" %s") {
        @Override
        public Optional<String> of(String text) {
            return thousandths(text).map(TextConversion::processors);
        }
    },

    /** A tenth of a number of processors, at least a thousandth. */
    TENTH("include \"sild.tenth\" %s") {
        @Override
        public Optional<String> of(String text) {
            return thousandths(text).map(count -> processors(Math.max(1, count / 10)));
        }
    },

    /** A time, of which compose writes {@code 1m30s} and Kubernetes the seconds. */
    SECONDS("include \"sild.seconds\" %s") {
        @Override
        public Optional<String> of(String text) {
            Matcher parts = TIMES.matcher(text);
            if (!parts.matches() || !NOT_ZERO.matcher(text).find()) {
                return Optional.empty();
            }
            long seconds = number(parts.group(1)) * 3600 + number(parts.group(2)) * 60 + number(parts.group(3));
            return Optional.of(Long.toString(seconds));
        }

        private static long number(String digits) {
            return digits == null ? 0 : Long.parseLong(digits);
        }
    };

    /** The templates that the expressions of some forms include. */
    public static final String HELPERS = """
      {{/* The number of bytes that compose writes as 512m. */}}
      {{- define "sild.amount" -}}
      {{- $text := toString . | lower -}}
      {{- if not (and (regexMatch "^[0-9]+([.][0-9]+)?([kmgt]?(i?b)?)$" $text) (regexMatch "[1-9]" $text)) }}{{ fail (printf "%s is not a valid size such as 512m or 2g" $text) }}{{ end -}}
      {{- $unit := regexFind "[kmgt]?(i?b)?$" $text | trunc 1 | replace "b" "" -}}
      {{- $factor := index (dict "" 1 "k" 1024 "m" 1048576 "g" 1073741824 "t" 1099511627776) $unit -}}
      {{- mulf (regexFind "^[0-9.]+" $text | float64) $factor | int64 -}}
      {{- end -}}

      {{- define "sild.quantity" -}}
      {{- $amount := int64 . -}}
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

      {{/* Compose's 512m is Kubernetes' 512Mi. */}}
      {{- define "sild.bytes" -}}
      {{- include "sild.quantity" (include "sild.amount" .) -}}
      {{- end -}}

      {{/* What is requested of a limit: a quarter. */}}
      {{- define "sild.quarter" -}}
      {{- include "sild.quantity" (max 1 (div (include "sild.amount" . | int64) 4)) -}}
      {{- end -}}

      {{- define "sild.thousandths" -}}
      {{- $text := toString . -}}
      {{- if not (and (regexMatch "^[0-9]+([.][0-9]+)?$" $text) (regexMatch "[1-9]" $text)) }}{{ fail (printf "%s is not a valid number of CPUs such as 0.5" $text) }}{{ end -}}
      {{- subf (mulf (float64 $text) 1000) 0.000001 | ceil | int64 -}}
      {{- end -}}

      {{- define "sild.processors" -}}
      {{- $thousandths := int64 . -}}
      {{- if eq (mod $thousandths 1000) 0 }}{{ div $thousandths 1000 }}{{ else }}{{ printf "%dm" $thousandths }}{{ end -}}
      {{- end -}}

      {{/* Compose's 0.5 is Kubernetes' 500m. */}}
      {{- define "sild.cpus" -}}
      {{- include "sild.processors" (include "sild.thousandths" .) -}}
      {{- end -}}

      {{/* What is requested of a limit: a tenth. */}}
      {{- define "sild.tenth" -}}
      {{- include "sild.processors" (max 1 (div (include "sild.thousandths" . | int64) 10)) -}}
      {{- end -}}

      {{/* Compose's 1m30s is Kubernetes' 90. */}}
      {{- define "sild.seconds" -}}
      {{- $text := toString . -}}
      {{- if not (and (regexMatch "^([0-9]+h)?([0-9]+m)?([0-9]+s)?$" $text) (regexMatch "[1-9]" $text)) }}{{ fail (printf "%s is not a valid duration such as 1m30s" $text) }}{{ end -}}
      {{- $seconds := 0 -}}
      {{- range $unit, $factor := dict "h" 3600 "m" 60 "s" 1 -}}
      {{- $seconds = add $seconds (mul $factor (regexFind (printf "[1-9][0-9]*%s" $unit) $text | trimSuffix $unit | int64)) -}}
      {{- end -}}
      {{- $seconds -}}
      {{- end -}}
      """;

    private static final Pattern NOT_ZERO = Pattern.compile("[1-9]");
    private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,18}");
    private static final Pattern DECIMALS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
    private static final Pattern SIZES = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?)([kmgt]?)(?:i?b)?");
    private static final Pattern TIMES = Pattern.compile("(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?");

    private final String expression;

    TextConversion(String expression) {
        this.expression = expression;
    }

    private static Optional<Long> amount(String text) {
        Matcher parts = SIZES.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches() || Double.parseDouble(parts.group(1)) == 0) {
            return Optional.empty();
        }
        int power = "kmgt".indexOf(parts.group(2)) + 1;
        return Optional.of(
                (long) (Double.parseDouble(parts.group(1)) * (parts.group(2).isEmpty() ? 1 : 1L << 10 * power)));
    }

    private static String quantity(long bytes) {
        long amount = bytes;
        int base = amount % 1024 == 0 ? 1024 : 1000;
        String unit = "";
        for (String next : base == 1024 ? List.of("Ki", "Mi", "Gi", "Ti") : List.of("k", "M", "G", "T")) {
            if (amount == 0 || amount % base != 0) {
                break;
            }
            amount /= base;
            unit = next;
        }
        return amount + unit;
    }

    private static Optional<Long> thousandths(String text) {
        if (!DECIMALS.matcher(text).matches() || Double.parseDouble(text) == 0) {
            return Optional.empty();
        }
        // Up, but not for what only binary fractions add.
        return Optional.of((long) Math.ceil(Double.parseDouble(text) * 1000 - 0.000001));
    }

    private static String processors(long thousandths) {
        return thousandths % 1000 == 0 ? Long.toString(thousandths / 1000) : thousandths + "m";
    }

    /** Returns what a text becomes; nothing where it cannot become this. */
    public abstract Optional<String> of(String text);

    /** Returns the expression that makes this of what another one yields. */
    public String template(String text) {
        return expression.formatted(text);
    }

    /** Whether the expression includes one of {@link #HELPERS}. */
    public boolean isHelped() {
        return expression.startsWith("include");
    }
}
