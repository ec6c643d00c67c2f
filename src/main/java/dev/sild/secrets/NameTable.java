package dev.sild.secrets;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words that {@link SecretNames} looks for. The table in docs/secrets.md is compared with this one. */
final class NameTable {
    /** A name that contains one of these has a secret value. */
    static final Set<String> SECRET = words(
            "PASSWORD PASSWORDS PASSWD PASSWDS PASS PW PASSPHRASE PASSCODE SECRET SECRETS TOKEN"
                    + " TOKENS APIKEY APIKEYS AUTHKEY CREDENTIAL CREDENTIALS CREDS REQUIREPASS MASTERAUTH PSK BINDPW ROOTPW HTPASSWD");

    /** A name that ends with one of these has a secret value. */
    static final Set<String> SECRET_AT_END = words("PWD SALT PEPPER PAT COOKIE AUTH JWT");

    /** A word that ends with one of these counts as that word: DBPASS, ADMINPASSWORD, CLIENTSECRET. */
    static final List<String> ENDINGS = List.of(
            "PASSWORD",
            "PASSWORDS",
            "PASSWD",
            "PASSPHRASE",
            "PASS",
            "PWD",
            "SECRET",
            "TOKEN",
            "APIKEY",
            "SECRETKEY",
            "PRIVATEKEY",
            "ACCESSKEY",
            "MASTERKEY",
            "ENCRYPTIONKEY");

    /** Words that end like a secret and are none. */
    static final Set<String> NO_ENDINGS =
            words("BYPASS COMPASS ENCOMPASS SURPASS TRESPASS OVERPASS UNDERPASS OLDPWD ASKPASS");

    /** Words before KEY that make its value secret wherever they occur in a name: API_KEY, SECRET_KEY_BASE. */
    static final Set<String> KEYS_OF = words(
            "API ACCESS APP APPLICATION AUTH ENCRYPTION ENCRYPT ENC CRYPTO JWT MASTER PRIVATE SESSION"
                    + " SIGNING SECRET SERVICE ROLE LICENSE LICENCE STRIPE PRESHARED SHARED ACCOUNT HMAC AES FERNET COOKIE DEPLOY ADMIN UNSEAL");

    /** How some clouds shorten the two halves of a credential, access key and secret key: OSS_AK, OSS_SK. */
    static final Set<String> SHORT_KEYS = words("AK SK");

    /** What a KEY at the end of a name is of that has no secret value, as a rule. */
    static final Set<String> PLAIN_KEYS_OF =
            words("PUBLIC PUB PUBLISHABLE SITE PRIMARY FOREIGN SORT PARTITION SHARD CACHE ROUTING GROUP"
                    + " HOT LOOKUP INDEX CONFIG CONF FEATURE QUEUE OBJECT MESSAGE HEADER LABEL ANON");

    /** A name that ends with one of these is about a secret. */
    static final Set<String> ABOUT = words(
            "FILE FILES PATH PATHS DIR DIRECTORY FOLDER LOCATION NAME NAMES ID IDS EXPIRY EXPIRE EXPIRES"
                    + " EXPIRED EXPIRATION EXP TTL LIFETIME LIFESPAN TIMEOUT DURATION AGE MAXAGE LENGTH LEN SIZE MIN MAX MINIMUM MAXIMUM LIMIT"
                    + " LIMITS COUNT ROUNDS ITERATIONS COST ALGORITHM ALG ALGO ALGORITHMS ENCRYPTION ENCODING TYPE TYPES FORMAT HEADER HEADERS"
                    + " PREFIX SUFFIX URL URLS URI URIS ENDPOINT HOST HOSTS HOSTNAME PORT ISSUER AUDIENCE SCOPE SCOPES ENABLED ENABLE DISABLED"
                    + " DISABLE REQUIRED REQUIRE ALLOWED ALLOW POLICY STRENGTH COMPLEXITY REGEX REGEXP PATTERN HINT RESET FIELD FIELDS PARAM PARAMETER"
                    + " QUERY METHOD METHODS MODE PROVIDER BACKEND STORE STORAGE CLASS INTERVAL ROTATION VERSION STRATEGY DELAY RETRIES PERIOD"
                    + " WINDOW THRESHOLD ATTEMPTS HISTORY LEEWAY SECONDS SECS MINUTES HOURS DAYS MS BYTES CHARS COMMAND CMD REGION DOMAIN SECURE"
                    + " SAMESITE HTTPONLY MANAGER ENGINE DRIVER DB TABLE USER USERNAME LABEL EMAIL TEMPLATE SUBJECT LINK PAGE FORM CHANGE LOGIN"
                    + " HASHER BUCKET VALIDITY BUFFER TRIES LEVEL SCORE SYMBOL DECIMALS ADDRESS AGING"
                    + " AUTHENTICATION VALIDATION VALIDATOR VALIDATORS VERIFICATION CHECK GRACE SUPPORT MAPPING FEATURE RATE SAMPLING THROUGH");

    /**
     * A name in which one of these comes before the secret word is a setting about secrets: MAX_TOKENS,
     * ALLOW_EMPTY_PASSWORD.
     */
    static final Set<String> ABOUT_BEFORE =
            words("ALLOW ALLOWS ENABLE ENABLED DISABLE DISABLED REQUIRE REQUIRED MAX MIN NUM SKIP SHOW"
                    + " HIDE IGNORE VALIDATE VERIFY NO WITHOUT");

    /** Names that begin so are for programs in browsers: builders write their values into pages. */
    static final List<String> FOR_BROWSERS = List.of(
            "EXPO_PUBLIC_", "GATSBY_", "NEXT_PUBLIC_", "NUXT_PUBLIC_", "PUBLIC_", "REACT_APP_", "VITE_", "VUE_APP_");

    /** What nobody means to show, even in a name that is for browsers. */
    static final Set<String> NOT_FOR_BROWSERS = words("SECRET SECRETS PRIVATE CREDENTIAL CREDENTIALS CREDS");

    /** Words of names that say whether there is a password, or what is done with it. */
    static final Set<String> OF_SWITCHES = Set.of("""
            ALLOW ALLOWED EMPTY BLANK REQUIRE REQUIRED REQUIRES ENABLE ENABLED DISABLE DISABLED USE WITH WITHOUT NO HAS IS NEEDS RESET RESETS \
            FORGOT RANDOM CHANGE ROTATE UPDATE SHOW HIDE MASK ASK PROMPT FORCE SKIP GENERATE AUTO VERIFY CHECK VALIDATE HASH ENCRYPT SAVE STORE \
            REMEMBER ONETIME EXPIRE EXPIRED EXPIRES LOG""".split(" +"));

    private NameTable() {}

    private static Set<String> words(String words) {
        return Set.copyOf(Arrays.asList(words.split(" ")));
    }

    /** Returns the rows of the documented table: what a row is about, and its words in order. */
    static Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        rows.put("secret: contains the word", SECRET.stream().sorted().toList());
        rows.put("secret: has a word that ends with", ENDINGS.stream().sorted().toList());
        rows.put("not for these words", NO_ENDINGS.stream().sorted().toList());
        rows.put("secret: ends with the word", SECRET_AT_END.stream().sorted().toList());
        rows.put("secret: contains KEY or KEYS after", KEYS_OF.stream().sorted().toList());
        rows.put(
                "secret, if the value looks random: ends with KEY, but not after",
                PLAIN_KEYS_OF.stream().sorted().toList());
        rows.put(
                "secret, if the value looks random: ends with, after another word",
                SHORT_KEYS.stream().sorted().toList());
        rows.put("not secret: ends with the word", ABOUT.stream().sorted().toList());
        rows.put(
                "not secret: has before the secret word",
                ABOUT_BEFORE.stream().sorted().toList());
        rows.put(
                "not secret, except a password or a name with "
                        + String.join(", ", NOT_FOR_BROWSERS.stream().sorted().toList()) + ": begins with",
                FOR_BROWSERS);
        return Collections.unmodifiableMap(rows);
    }
}
