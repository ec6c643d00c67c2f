package dev.sild.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which values are secrets regardless of their name, and which are not although their name suggests it. */
public final class SecretValues {
    private static final int SHORTEST = 8;
    /** No file system has longer ones in use. */
    private static final int LONGEST_PATH = 1024;

    /** Credentials that their issuers gave a form of their own. */
    private static final Pattern ISSUED = Pattern.compile("(?<![A-Za-z0-9])(?:"
            + "A[KS]IA[0-9A-Z]{12,}|gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,}|gl(?:pat|ptt|dt|rt|cbt|ft|agent|soat)-[\\w-]{12,}"
            + "|xox[abeoprs]-[A-Za-z0-9-]{8,}|xapp-[0-9]-[A-Za-z0-9-]{8,}|(?:sk|rk)_(?:live|test)_[0-9A-Za-z]{8,}|whsec_[A-Za-z0-9+/=]{12,}"
            + "|sk-[A-Za-z0-9_-]{20,}|npm_[A-Za-z0-9]{24,}|pypi-[\\w-]{16,}|dckr_(?:pat|oat)_[\\w-]{16,}|hv[sb]\\.[\\w-]{16,}|hf_[A-Za-z0-9]{24,}"
            + "|SG\\.[\\w-]{12,}\\.[\\w-]{12,}|AIza[0-9A-Za-z_-]{30,}|ya29\\.[\\w-]{16,}|shp(?:at|ss|ca)_[0-9a-fA-F]{16,}|do[opr]_v1_[0-9a-f]{32,}"
            + "|tskey-[a-z]+-[\\w-]{8,}|AGE-SECRET-KEY-1[0-9A-Z]{16,}|key-[0-9a-f]{32}|lin_api_[A-Za-z0-9]{16,}|NRAK-[A-Z0-9]{16,}"
            + "|gsk_[A-Za-z0-9]{24,}|glsa_[A-Za-z0-9_]{16,}|ATATT[\\w=-]{24,}|[0-9]{8,10}:AA[\\w-]{30,}"
            + "|eyJ[\\w-]{6,}\\.[\\w-]{6,}\\.[\\w-]{6,})");

    /** Hashes of passwords, as htpasswd, crypt and LDAP write them. */
    private static final Pattern HASH =
            Pattern.compile("\\$(?:apr1|2[abxy]|1|5|6|y|argon2(?:id|i|d))\\$[^\\s$]{1,64}[$./A-Za-z0-9]"
                    + "|\\{S?SHA(?:256|512)?\\}[A-Za-z0-9+/=]{16,}|SCRAM-SHA-256\\$[0-9]+:");

    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "-----BEGIN (?:[A-Z0-9 ]{1,40} )?PRIVATE KEY(?: BLOCK)?-----"
                    + "|PuTTY-User-Key-File-|LS0tLS1CRUdJTiB(?:SU0EgUFJJVk|QUklWQVRF|FQyBQUklW|PUEVOU1NI|FTkNSWVBURUQgUFJJVk)");

    /** What a Go program gives its driver: {@code user:password@tcp(host:3306)/db}. */
    private static final Pattern GO_DSN = Pattern.compile(
            "(?:^|[\\s\"'=/])[^\\s:/@\"'=]{1,128}+:([^\\s@\"']{1,256}+)@(?:tcp6?|udp|unix|cloudsql)\\(");

    /** {@code user/password@host:1521/service}, {@code user/password@//host/service}. */
    private static final Pattern ORACLE =
            Pattern.compile("(?<![\\w$#])[\\w$#]{1,128}+/([^\\s/@\"']{1,256}+)@(?://[\\w.-]+(?::\\d+)?(?:/[\\w.]+)?"
                    + "|[\\w.-]+:\\d+/[\\w.]+|[\\w.-]+:\\d+:[\\w.]+|[\\w-]+\\.[\\w.-]+/[\\w.]+|[\\w-]+/[\\w.]+)");

    private static final Pattern AUTHORIZATION = Pattern.compile(
            "(?<![A-Za-z])(?:(?i:Bearer)\\s+([A-Za-z0-9._~+/=-]{8,})|(?i:Basic)\\s+([A-Za-z0-9+/]{6,}={0,2}))(?![A-Za-z0-9])");

    /** Addresses that are credentials by themselves. */
    private static final Pattern TOKEN_IN_PATH = Pattern.compile("://(?:hooks\\.slack\\.com/(?:services|workflows)/\\w"
            + "|(?:\\w+\\.)?discord(?:app)?\\.com/api/(?:v\\d+/)?webhooks/\\d+/\\w|[\\w.-]*\\.?(?:webhook\\.office|outlook\\.office)\\.com/webhook"
            + "|api\\.telegram\\.org/bot\\d+:\\w|hooks\\.zapier\\.com/hooks/catch/\\d|maker\\.ifttt\\.com/\\S+/key/\\w"
            + "|hc-ping\\.com/[\\w-]{20,})");

    private static final Pattern TOKEN_IN_QUERY =
            Pattern.compile("(?i)[?&](?:access_?token|auth_?token|token|api_?key|key|secret|sig|signature"
                    + "|auth|password|passwd|pwd)=[^&\\s\"'$<{*]{6,}");

    /**
     * {@code Server=db;User Id=app;Password=x}, {@code host=db password=x}, {@code redis:6379,password=x},
     * {@code ?password=x}: the password is literal, not a placeholder that a shell or another program fills in.
     */
    private static final Pattern SETTING =
            Pattern.compile("(?i)(?:^|[;,&?\\s\"'])(?:password|passwd|pwd|accountkey|sharedaccesskey"
                    + "|sharedaccesskeyname_secret|sasl\\.password|user_password)\\s*=\\s*['\"]?([^\\s;,&'\"$<{*]+)");

    private static final Pattern RANDOM_SEGMENT =
            Pattern.compile("/(?=[^/?]*\\d)(?=[^/?]*[A-Za-z])[\\w-]{20,}(?=[/?]|$)");
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://\\S*");
    private static final Pattern PATH = Pattern.compile(
            "(?:\\.{1,2}|~|/(?:run|etc|var|app|home|root|usr|opt|tmp|data|secrets?|certs?|config"
                    + "|keys?|mnt|srv|code|workspace|vault|src|bitnami|ssl|tls|pki|auth|docker|private|credentials|conf|storage))?(?:/[\\w.@ -]{1,80})+/?"
                    + "|[A-Za-z]:\\\\\\S+|(?:[\\w-]{1,60}/)*[\\w.-]{1,60}\\.(?:json|ya?ml|pem|key|crt|txt|env|conf|cfg|toml|p12|jks|pub|gpg|asc)");
    private static final Pattern ROOTED =
            Pattern.compile("(?:\\.{1,2}|~)/.*|/(?:run|etc|var|app|home|root|usr|opt|tmp|data|secrets?|certs?"
                    + "|config|keys?|mnt|srv|code|workspace|vault|src|bitnami|ssl|tls|pki|auth|docker|private|credentials|conf|storage)/.*"
                    + "|.*\\.[a-z]\\w{1,5}|[A-Za-z]:\\\\.*");
    private static final Pattern NUMBER_OR_TIME = Pattern.compile("[0-9]{1,6}(?:\\.[0-9]{1,6})?(?:ms|[smhdw])?");
    private static final Pattern SMALL_NUMBER = Pattern.compile("[0-9]{1,3}");
    private static final Set<String> OF_POLICIES =
            Set.of("MIN", "MINIMUM", "MAX", "MAXIMUM", "LENGTH", "LEN", "POLICY");

    private static final Set<String> SWITCHES = Set.of(
            "true", "false", "0", "1", "yes", "no", "on", "off", "enabled", "disabled", "null", "optional", "required");
    /** Ways to authenticate, which names that end in AUTH often hold. */
    private static final Set<String> METHODS = Set.of(
            "plain",
            "login",
            "none",
            "basic",
            "digest",
            "oauth",
            "oauth2",
            "oidc",
            "ldap",
            "saml",
            "md5",
            "scram",
            "scram-sha-1",
            "scram-sha-256",
            "trust",
            "cram-md5",
            "ntlm",
            "jwt",
            "token",
            "password",
            "anonymous",
            "auto",
            "cookie",
            "header",
            "forms",
            "external",
            "sasl",
            "tls",
            "kerberos",
            "gssapi",
            "local",
            "database",
            "default",
            "xoauth2",
            "proxy",
            "forward",
            "single_user",
            "db",
            "internal");

    private SecretValues() {}

    /** Whether the value is a secret under any name. */
    public static boolean isSecret(String value) {
        if (value.length() < SHORTEST) {
            return hasPassword(value);
        }
        return hasPassword(value)
                || ISSUED.matcher(value).find()
                || isKeyOrHash(value)
                || hasToken(value)
                || value.indexOf('@') > 0 && ORACLE.matcher(value).matches() && !value.contains("@sha256:")
                || hasAuthorization(value)
                || isConfiguration(value) && SecretTexts.hasSecretSetting(value);
    }

    /**
     * Whether text of many lines has such a value in it; connection strings are looked for by {@link #hasPasswordInUrl}
     * line by line.
     */
    static boolean isIn(String text) {
        return ISSUED.matcher(text).find()
                || isKeyOrHash(text)
                || text.indexOf("://") >= 0 && TOKEN_IN_PATH.matcher(text).find()
                || hasAuthorization(text)
                || text.indexOf('(') > 0
                        && text.indexOf('@') > 0
                        && GO_DSN.matcher(text).find();
    }

    private static boolean isKeyOrHash(String value) {
        return (value.indexOf('$') >= 0 || value.indexOf('{') >= 0 || value.indexOf("SCRAM-") >= 0)
                        && HASH.matcher(value).find()
                || value.length() > 20 && PRIVATE_KEY.matcher(value).find();
    }

    private static boolean hasToken(String value) {
        return value.indexOf("://") >= 0
                && (TOKEN_IN_PATH.matcher(value).find()
                        || TOKEN_IN_QUERY.matcher(value).find());
    }

    /** Whether the value itself is a configuration: JSON, several lines, or statements of a program. */
    private static boolean isConfiguration(String value) {
        String text = value.strip();
        return (text.startsWith("{") || text.startsWith("[")) && text.indexOf('"') > 0
                || text.indexOf('\n') > 0
                || text.indexOf("'] ") > 0
                || text.indexOf("\"] ") > 0
                || text.indexOf("=>") > 0;
    }

    private static boolean hasAuthorization(String value) {
        Matcher matcher = AUTHORIZATION.matcher(value);
        while (matcher.find()) {
            String token = matcher.group(1);
            if (token != null
                            && (token.length() >= 20
                                    || token.chars().anyMatch(c -> c >= '0' && c <= '9' || c == '.' || c == '='))
                    || token == null && decodes(matcher.group(2))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is a user and a password in base64. */
    private static boolean decodes(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1).indexOf(':') > 0;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** Whether the text has a password in it, of a URL or among other settings of a connection. */
    public static boolean hasPassword(String value) {
        return hasPasswordInUrl(value)
                || value.indexOf('=') >= 0 && SETTING.matcher(value).find()
                || value.indexOf('@') > 0
                        && value.indexOf('(') > 0
                        && GO_DSN.matcher(value).find();
    }

    /** Whether the text has {@code scheme://user:password@host} in it, or a token in the place of the user. */
    public static boolean hasPasswordInUrl(String value) {
        return value.indexOf("://") >= 0 && !Spans.ofUrls(value).isEmpty();
    }

    /** Returns the passwords of settings such as {@code Password=x}, and of Go's and Oracle's connection strings. */
    static Matcher[] passwords(String value) {
        return new Matcher[] {SETTING.matcher(value), GO_DSN.matcher(value), ORACLE.matcher(value)};
    }

    public static boolean isSecret(String name, String value) {
        SecretNames.Verdict verdict = SecretNames.verdict(name);
        return switch (verdict) {
                    case PLAIN ->
                        value.indexOf("://") > 0
                                && isHook(name)
                                && RANDOM_SEGMENT.matcher(value).find();
                    case PERHAPS ->
                        !isPlain(verdict, value)
                                && looksRandom(
                                        value.substring(value.lastIndexOf(": ") < 0 ? 0 : value.lastIndexOf(": ") + 2));
                    default ->
                        (!isPlain(verdict, value) || verdict == SecretNames.Verdict.PASSWORD && isDigit(name, value))
                                && !isPolicy(name, value);
                }
                || isSecret(value);
    }

    /** PASSWORD_MIN_UPPERCASE=1: how many characters of a kind a password must have. */
    private static boolean isPolicy(String name, String value) {
        return SMALL_NUMBER.matcher(value).matches()
                && SecretNames.words(name).stream().anyMatch(OF_POLICIES::contains);
    }

    private static boolean isDigit(String name, String value) {
        return (value.equals("0") || value.equals("1")) && SecretNames.isPasswordItself(name);
    }

    private static boolean isHook(String name) {
        return name.toUpperCase(Locale.ROOT).contains("HOOK");
    }

    /**
     * Whether the value is plainly no secret: nothing, a switch, a path, an address without credentials, a method, a
     * small number or a time.
     */
    static boolean isPlain(SecretNames.Verdict verdict, String value) {
        String lower = value.toLowerCase(Locale.ROOT).strip();
        if (lower.isEmpty() || SWITCHES.contains(lower)) {
            return true;
        }
        boolean number = NUMBER_OR_TIME.matcher(value).matches();
        if (verdict != SecretNames.Verdict.PASSWORD && (number || METHODS.contains(lower))) {
            return true;
        }
        return URL.matcher(value).matches() && !hasPasswordInUrl(value) && !hasToken(value) || isPath(value);
    }

    private static boolean isPath(String value) {
        // Java's patterns call themselves for each repeated group: a longer path would end in a stack overflow.
        return value.length() <= LONGEST_PATH
                && (value.indexOf('/') >= 0 || value.indexOf('.') > 0 || value.indexOf('\\') > 0)
                && ROOTED.matcher(value).matches()
                && PATH.matcher(value).matches();
    }

    /** Whether a value, or one of those that commas separate in it, looks random: a list of plain words does not. */
    static boolean looksRandom(String value) {
        return Stream.of(value.split(",")).anyMatch(SecretValues::isRandom);
    }

    private static boolean isRandom(String value) {
        boolean digit = false;
        boolean upper = false;
        boolean lower = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            digit |= c >= '0' && c <= '9';
            upper |= c >= 'A' && c <= 'Z';
            lower |= c >= 'a' && c <= 'z';
        }
        int kinds = (digit ? 1 : 0) + (upper ? 1 : 0) + (lower ? 1 : 0);
        return value.length() >= 8 && value.indexOf(' ') < 0 && (kinds >= 2 && digit || value.length() >= 20);
    }
}
