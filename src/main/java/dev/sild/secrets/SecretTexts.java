package dev.sild.secrets;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a file holds a secret, under any file name: a private key, a credential of a known form, a URL with a
 * password, or a value under the name of a secret, in YAML, JSON, XML, properties, env files, SQL, or the files that
 * redis, ssh, npm, docker, PostgreSQL and web servers keep passwords in. Looks at the first 256 KiB of a text.
 */
public final class SecretTexts {
    private static final int MAX_BYTES = 256 << 10;

    /**
     * {@code KEY: value}, {@code KEY=value} or {@code "key": "value"} at the start of a line or of an entry of a JSON
     * map.
     */
    private static final Pattern SETTING = Pattern.compile(
            "(?:^|[{,])[ \\t]*+(?:-[ \\t]++|export[ \\t]++|ENV[ \\t]++|set[ \\t]++)?+[\"']?+([\\w.-]{1,200}+)[\"']?+[ \\t]*+[:=](?!=)>?+[ \\t]*+"
                    + "(\"[^\"\\n]{0,4000}+\"|'[^'\\n]{0,4000}+'|[^,\\s}\"'][^,\\n}]{0,500}+)",
            Pattern.MULTILINE);
    /** {@code 'password' => 'x'} and {@code define('DB_PASSWORD', 'x')} of PHP. */
    private static final Pattern QUOTED =
            Pattern.compile("[\"']([\\w.-]{1,100}+)[\"']\\s*+(?:=>|,|\\]\\s*=)\\s*+[\"']([^\"'\\n]{1,500}+)[\"']");
    /** {@code <password>x</password>} and {@code password="x"} of XML. */
    private static final Pattern ELEMENT = Pattern.compile("<([\\w.:-]{1,100}+)[^<>\\n]{0,200}>([^<\\n]{1,500}+)</");

    private static final Pattern XML_ATTRIBUTE =
            Pattern.compile("\\s([\\w.:-]{1,100}+)\\s?=\\s?\"([^\"\\n]{1,500}+)\"");
    /** {@code <add key="Password" value="x"/>}. */
    private static final Pattern KEYED =
            Pattern.compile("(?:key|name)=\"([\\w.:-]{1,100}+)\"\\s+value=\"([^\"\\n]{1,500}+)\"");
    /** {@code requirepass x}: a line of two words. */
    private static final Pattern TWO_WORDS = Pattern.compile(
            "^[ \\t]*+(?:set[ \\t]++)?([A-Za-z][\\w.-]{2,60}+)[ \\t]++(\\S{1,500}+)[ \\t]*+;?$", Pattern.MULTILINE);

    private static final Set<String> OF_TWO_WORDS =
            Set.of("requirepass", "masterauth", "rootpw", "bindpw", "auth_pass", "sentinel_auth");

    /** Directives of nginx that name a server and end as the names of passwords do: {@code fastcgi_pass php:9000}. */
    private static final Set<String> ADDRESSES =
            Set.of("fastcgi_pass", "grpc_pass", "memcached_pass", "proxy_pass", "scgi_pass", "uwsgi_pass");

    /** What needs no name of a setting. */
    private static final List<Pattern> FORMS = List.of(
            Pattern.compile("(?m)^user[ \\t]++\\S++[ \\t][^\\n]{0,500}?[ \\t][>#][^\\s>#]"),
            Pattern.compile("(?m)^[ \\t]*+sentinel[ \\t]++auth-pass[ \\t]++\\S++[ \\t]++\\S"),
            Pattern.compile("\\b(?:machine[ \\t\\n]++\\S++|default)[\\s]++login\\s++\\S++\\s++password\\s++\\S"),
            Pattern.compile(":_(?:authToken|auth|password)\\s*+=\\s*+[^\\s$]"),
            Pattern.compile("\"(?:auth|identitytoken|registrytoken)\"\\s*+:\\s*+\"[^\"$]{6,}"),
            Pattern.compile(
                    "(?i)\\bidentified\\s++(?:with\\s++\\S++\\s++)?(?:by|as)\\s++(?:password\\s++)?['\"][^'\"$:{]"),
            Pattern.compile("(?i)\\bpassword(?:\\s*+=\\s*+(?:\\(\\s*+)?|\\s*+\\(\\s*+|\\s++)'[^'$:{]"),
            Pattern.compile("(?m)^[^\\s:#]++:(?:\\d++|\\*):[^\\s:]++:[^\\s:]++:[^\\s:]++$"),
            Pattern.compile("(?m)^\"[^\"\\n]++\"[ \\t]++\"[^\"\\n]++\"[ \\t]*+$"),
            Pattern.compile("(?i)\\b(?:db\\.)?(?:createUser|auth)\\s*+\\([^)]{0,200}?pwd\\s*+:\\s*+[\"'][^\"'$]"),
            Pattern.compile("(?i)\\bpwd\\s*+:\\s*+[\"'][^\"'$]"));
    /** What is in the place of a value: nothing, no text, a map or list, a comment, or what is filled in later. */
    private static final Set<String> NONE =
            Set.of("", "null", "~", "true", "false", "|", ">", "|-", ">-", "none", "nil", "undefined");

    private static final List<String> NO_VALUE_STARTS =
            List.of("${", "{{", "{", "[", "#", "$", "<", "%", "os.", "process.", "env(", "getenv", "ENV[", "&", "*");

    /** Those of them that are expressions of code. */
    private static final List<String> LOOK_UPS = List.of("$", "os.", "process.", "env(", "getenv", "ENV[");

    private SecretTexts() {}

    /** Whether a file with that content, of which nothing else is known, holds a secret. */
    public static boolean isSecret(byte[] content) {
        return isSecret("", content);
    }

    /** Whether a file at that path, with that content, holds a secret. */
    public static boolean isSecret(String path, byte[] content) {
        String text = new String(content, 0, Math.min(content.length, MAX_BYTES), StandardCharsets.ISO_8859_1);
        return hasPrivateKey(content) || text.indexOf('\0') < 0 && isSecret(FileKind.of(path, text), text);
    }

    /** Whether the file at a path is source code. */
    public static boolean isCode(String path) {
        return FileKind.of(path) == FileKind.CODE;
    }

    /** Whether a file with that content has a private key in text form. */
    public static boolean hasPrivateKey(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1).contains("PRIVATE KEY-----");
    }

    private static boolean isSecret(FileKind kind, String text) {
        if (SecretValues.isIn(text) || hasPasswordInUrl(text)) {
            return true;
        }
        if (kind == FileKind.LOCK) {
            return false;
        }
        return hasSecretSetting(kind, text)
                || isOfKnownForm(text)
                || text.startsWith("#!")
                        && text.lines()
                                .anyMatch(line -> !CommandSecrets.in(line).isEmpty());
    }

    /** A URL ends with its line. */
    private static boolean hasPasswordInUrl(String text) {
        return text.contains("://") && text.lines().anyMatch(SecretValues::hasPasswordInUrl);
    }

    private static boolean isOfKnownForm(String text) {
        Matcher words = TWO_WORDS.matcher(text);
        while (words.find()) {
            if (OF_TWO_WORDS.contains(words.group(1)) && isValue(words.group(2))
                    || !ADDRESSES.contains(words.group(1))
                            && SecretNames.isSecret(words.group(1))
                            && isValue(words.group(2))
                            && KnownSecrets.isTelling(words.group(2))
                            && SecretValues.isSecret(words.group(1), words.group(2))) {
                return true;
            }
        }
        return FORMS.stream().anyMatch(form -> form.matcher(text).find());
    }

    /** Whether a value has the name of a secret. */
    static boolean hasSecretSetting(String text) {
        return hasSecretSetting(FileKind.SETTINGS, text);
    }

    private static boolean hasSecretSetting(FileKind kind, String text) {
        if (kind == FileKind.RULES) {
            EventRules rules = EventRules.of(text);
            return hasSetting(kind, rules.detection()) || hasSetting(FileKind.SETTINGS, rules.rest());
        }
        return hasSetting(kind, text);
    }

    private static boolean hasSetting(FileKind kind, String text) {
        return has(SETTING, kind, text)
                || text.indexOf('\'') >= 0 && has(QUOTED, kind, text)
                || text.indexOf('<') >= 0
                        && text.indexOf('>') > 0
                        && (has(ELEMENT, kind, text) || has(XML_ATTRIBUTE, kind, text) || has(KEYED, kind, text));
    }

    private static boolean has(Pattern pattern, FileKind kind, String text) {
        Matcher setting = pattern.matcher(text).useAnchoringBounds(false).useTransparentBounds(true);
        while (setting.find()) {
            String name = setting.group(1);
            String written = setting.group(2);
            if (isValue(kind, written)
                    && !kind.isPlain(name, pattern == SETTING ? written : "'" + written + "'", unquoted(written))
                    && SecretNames.verdict(name).compareTo(SecretNames.Verdict.PERHAPS) >= 0
                    && SecretValues.isSecret(name, unquoted(written))) {
                return true;
            }
            // A match that is not a setting as a whole may contain one.
            setting.region(setting.end(1), text.length());
        }
        return false;
    }

    private static String unquoted(String written) {
        boolean quoted = written.length() > 1 && (written.startsWith("\"") || written.startsWith("'"));
        return (quoted ? written.substring(1, written.length() - 1) : written).strip();
    }

    /** Code may look a value up, and have a default where there is none. */
    private static boolean isValue(FileKind kind, String written) {
        return isValue(written)
                || kind == FileKind.CODE
                        && LOOK_UPS.stream().anyMatch(written::startsWith)
                        && CodeValues.hasDefault(written);
    }

    private static boolean isValue(String written) {
        String value = unquoted(written);
        return !NONE.contains(value) && NO_VALUE_STARTS.stream().noneMatch(value::startsWith);
    }
}
