package dev.sild.compose.translate.relations;

import dev.sild.images.ports.AddressPorts;
import dev.sild.images.text.NodeNames;
import dev.sild.model.Text;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Names that Kubernetes forbids, each with what it became, and where they are a host in a text. A name that resolves to
 * its new name as written is not rewritten there.
 */
public final class ChangedNames {
    /** Domains of private networks; reserved, or never delegated. */
    private static final Set<String> PRIVATE =
            Set.of("internal", "intern", "local", "localdomain", "lan", "private", "corp", "home", "docker", "test");

    private static final Pattern FOR_BROWSERS = Pattern.compile(
            "^(?:NEXT_PUBLIC|NUXT_PUBLIC|VITE|REACT_APP|VUE_APP|GATSBY|PUBLIC)_|PUBLIC|EXTERNAL|ORIGIN|CORS|REDIRECT|CALLBACK",
            Pattern.CASE_INSENSITIVE);

    /** Keys whose last word says host, also as {@code dbHost}, {@code PGHOST} and {@code HOST1}. */
    private static final Pattern OF_HOST = Pattern.compile("(?:.*[^A-Za-z0-9]|.*[a-z0-9](?=[A-Z]))?"
            + "(?i:(?:DB|DATABASE|PG|POSTGRES|SQL|MYSQL|MARIADB|REDIS|MONGO|MONGODB|RABBIT|RABBITMQ|AMQP|MQ|KAFKA|MQTT|NATS"
            + "|SMTP|MAIL|LDAP|FTP|CACHE|MEMCACHE|MEMCACHED|ES|ELASTIC|ELASTICSEARCH|SOLR|CLICKHOUSE|INFLUX|INFLUXDB|SERVER"
            + "|API|APP|WEB|PROXY|REMOTE|TARGET|MASTER|BACKEND)?HOST(?:S|NAMES?)?[0-9]*"
            + "|SERVERS?|ADDRESS|ADDR|ENDPOINT|UPSTREAM|BROKER|NODES)");

    /** Keys in which something else follows host, as in {@code MONGO_HOST_USERS}, and not what else a host has. */
    private static final Pattern OF_ONE_HOST =
            Pattern.compile("(?i)(?:.*[_.-])?(?<!VIRTUAL[_.-])HOST(?:NAME)?[_.-](?:NAME|(?!(?:.*[_.-])?"
                    + "(?:PORT|USER|USERNAME|PASS|PASSWORD|NAME|DB|DATABASE|PATH|DIR|FOLDER|VOLUME|KEY|ID|TYPE|LABEL|TAG|PREFIX"
                    + "|CONTAINER|IMAGE|PROJECT|QUEUE|TOPIC|COLLECTION|TABLE|SCHEMA|BUCKET|INDEX)$)[^\\s=]{1,100})");

    /** A part of a broker or of a web server, whose name is no host's. */
    private static final Pattern OF_VIRTUAL_HOST =
            Pattern.compile("(?i)(?:.*[^A-Z0-9])?(?:V|VIRTUAL)[_.-]?HOST(?:S|NAMES?)?[0-9]*|.*virtualHosts?");

    /** Keys, besides those of hosts, whose value says where the tasks of a service are. */
    private static final Pattern OF_TASKS =
            Pattern.compile("(?i).{0,100}(?:join|peer|seed|cluster|discover|dns|member|node|host|service).{0,100}");

    /** Keys of name servers, which programs find by their addresses alone: {@code DNS_SERVER}, {@code NAMESERVERS}. */
    private static final Pattern OF_NAME_SERVER = Pattern.compile(
            "(?i).{0,60}(?:(?<![A-Z])|(?<=PEER))(?:DNS|NAME_?SERVERS?|RESOLVERS?)(?:[_.-]?(?:SERVERS?|IPS?|ADDR|ADDRESS|HOST|PRIMARY|SECONDARY|UPSTREAMS?))?_?[0-9]?_?");

    private static final Pattern SEPARATORS = Pattern.compile("[,; ]+");
    private static final Pattern PORT = Pattern.compile("[:#][0-9]{1,5}$");

    private final boolean caseBlind;
    private final Map<String, String> all = new LinkedHashMap<>();
    private final Map<String, String> asWritten = new LinkedHashMap<>();
    private final Set<String> ofServices = new HashSet<>();
    private final Set<String> ofTasks = new HashSet<>();
    /** How long the names are: a word of another length is none of them, and need not be cut out of its text. */
    private final BitSet lengths = new BitSet();

    /** Creates an empty instance, for case-sensitive or case-insensitive lookup. */
    ChangedNames(boolean caseBlind) {
        this.caseBlind = caseBlind;
    }

    /**
     * Notes what a name became.
     *
     * @return whether it is found as it is written
     */
    boolean put(String name, String changed) {
        boolean kept = isAsWritten(name, changed);
        (kept ? asWritten : all).put(name, changed);
        lengths.set(name.length());
        return kept;
    }

    /**
     * Notes what the own name of a service became.
     *
     * @return whether it is found as it is written
     */
    boolean putOwn(String service, String changed) {
        ofServices.add(service);
        return put(service, changed);
    }

    /** Notes the name that a Swarm gives to all tasks of {@code name}, which are its pods, unless it means another. */
    void putTasks(String name, String changed) {
        String tasks = "tasks." + name;
        if (!all.containsKey(tasks) && !asWritten.containsKey(tasks)) {
            put(tasks, changed);
            ofTasks.add(tasks);
        }
    }

    /** Whether a name is one that a Swarm gives to all tasks of a service. */
    boolean isOfTasks(String name) {
        return ofTasks.contains(name);
    }

    /** Whether a changed name resolves to its new name as written. */
    boolean isAsWritten(String name, String changed) {
        return folded(name).equals(changed);
    }

    /** Returns the message that a changed name resolves to its new name as written. */
    static String found(String name, String changed) {
        return "'" + name + "' resolves as written, because DNS ignores case; it is '" + changed + "' in the manifests";
    }

    /** Returns a name as what finds it sees it. */
    String folded(String name) {
        return caseBlind ? name.toLowerCase(Locale.ROOT) : name;
    }

    /** Returns what a name became, or the name itself; for a static address, the service that has it. */
    public String legal(String name) {
        return all.getOrDefault(name, asWritten.getOrDefault(name, name));
    }

    /** Returns every name that became another. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>(all.keySet());
        names.addAll(asWritten.keySet());
        return names;
    }

    /** Returns the new name of each changed name that does not resolve as written, as a view. */
    Map<String, String> all() {
        return Collections.unmodifiableMap(all);
    }

    /** Returns the changed names that are separate words in {@code text}, each with the first place, in order. */
    Map<String, Integer> firstPlaces(String text) {
        return words(text, lengths::get, all::containsKey);
    }

    /**
     * Returns {@code text} with every changed name rewritten where it is a host.
     *
     * @param key what the text is the value of; a whole text that is a changed name is a host only where this says so
     */
    public Text rewrite(String key, Text text) {
        if (all.isEmpty() || nameServer(key, text.value()).isPresent()) {
            return text;
        }
        if (all.containsKey(text.value())
                && (namesHost(key)
                        || isAddress(text.value())
                        || isOfTasks(text.value()) && OF_TASKS.matcher(key).matches())) {
            return Text.of(all.get(text.value()));
        }
        if (text instanceof Text.Literal literal) {
            return Text.of(rewritten(key, literal.value()));
        }
        if (text instanceof Text.Variable variable) {
            String rewritten = rewritten(key, variable.value());
            return rewritten.equals(variable.value()) ? text : new Text.Variable(variable.name(), rewritten);
        }
        if (text instanceof Text.Concat) {
            // Only the complete text shows what is used as a host; a part that changes is no longer a
            // variable.
            String whole = text.value();
            String rewritten = rewritten(key, whole);
            return rewritten.equals(whole) ? text : Text.of(rewritten);
        }
        return text;
    }

    /** Returns the address of a service that a variable has as that of a name server, which no name can replace. */
    public Optional<String> nameServer(String key, String value) {
        return OF_NAME_SERVER.matcher(key).matches()
                ? SEPARATORS
                        .splitAsStream(value)
                        .map(each -> PORT.matcher(each).replaceFirst(""))
                        .filter(each -> isAddress(each) && all.containsKey(each))
                        .findFirst()
                : Optional.empty();
    }

    private String rewritten(String key, String text) {
        String rewritten = text;
        for (String word : hosts(text)) {
            String name = all.get(word);
            if (name != null && !isForBrowsers(key, text, word)) {
                rewritten = AddressPorts.rewriteHost(rewritten, word, name);
                // Of the names that names change to, those of nodes alone have a dot.
                if (name.indexOf('.') >= 0 && !NodeNames.isOfMail(key)) {
                    rewritten = NodeNames.withHost(rewritten, word, name);
                }
            }
        }
        return rewritten;
    }

    /** Whether a text has a changed name in an address, as {@code http://web_1/} and {@code db_1:5432} do. */
    boolean isInAddress(String text, String name) {
        String changed = all.get(name);
        return changed != null
                && !isForBrowsers("", text, name)
                && !AddressPorts.rewriteHost(text, name, changed).equals(text);
    }

    /**
     * Whether a web address may be the one that browsers are sent to as well: with a dotted name that may be public, or
     * in a variable that is made for browsers. The own name of a service may be public if it ends like the most common
     * names; any other may be unless it is under a domain that no public name server knows.
     */
    private boolean isForBrowsers(String key, String text, String name) {
        boolean dotted = name.indexOf('.') >= 0 && !isAddress(name);
        boolean web = text.contains("http://" + name) || text.contains("https://" + name);
        String domain = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        boolean open = ofServices.contains(name) ? PodNames.isPublic(domain) : !PRIVATE.contains(domain);
        return dotted
                && web
                && !isOfTasks(name)
                && (open || FOR_BROWSERS.matcher(key).find());
    }

    /** Whether addresses are among the names. */
    public boolean hasAddresses() {
        return all.keySet().stream().anyMatch(ChangedNames::isAddress);
    }

    /** Whether a name is an IPv4 address: no other project has one of its own. */
    static boolean isAddress(String name) {
        return name.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    }

    /** Whether a key, such as {@code DB_HOST} or {@code --server}, says that its value is a host. */
    private static boolean namesHost(String key) {
        return key.equals("-h")
                || (OF_HOST.matcher(key).matches() || OF_ONE_HOST.matcher(key).matches())
                        && !OF_VIRTUAL_HOST.matcher(key).matches();
    }

    /** Returns what could be a host in the text: the text itself, and each word in it. */
    private static Set<String> hosts(String text) {
        Set<String> hosts = new LinkedHashSet<>();
        hosts.add(text);
        hosts.addAll(words(text, length -> true, word -> true).keySet());
        return hosts;
    }

    /** Returns each longest run of a name's characters in a text, in order, with the place where it first occurs. */
    private static Map<String, Integer> words(String text, IntPredicate length, Predicate<String> wanted) {
        Map<String, Integer> words = new LinkedHashMap<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !inName(text.charAt(i))) {
                if (i > start && length.test(i - start)) {
                    String word = text.substring(start, i);
                    if (wanted.test(word)) {
                        words.putIfAbsent(word, start);
                    }
                }
                start = i + 1;
            }
        }
        return words;
    }

    private static boolean inName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.';
    }
}
