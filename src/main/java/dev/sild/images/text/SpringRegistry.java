package dev.sild.images.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Registries in which applications of Spring Cloud enter their address for others: by default the name of the machine,
 * which containers of a network resolve and pods do not.
 *
 * @see <a href="https://docs.spring.io/spring-cloud-netflix/reference/">Spring Cloud Netflix</a>
 */
public enum SpringRegistry {
    EUREKA(
            "Eureka",
            "eureka[.-]client|spring-cloud-starter-eureka",
            "eureka[.-]server",
            "eurekaclientserviceurl",
            "EUREKA_INSTANCE_PREFER_IP_ADDRESS",
            8761),
    CONSUL(
            "Consul",
            "consul[.-](?:discovery|all)",
            "(?!)",
            "springcloudconsulhost",
            "SPRING_CLOUD_CONSUL_DISCOVERY_PREFER_IP_ADDRESS",
            0);

    private static final Pattern COMMENT = Pattern.compile("(?m)(?<!:)//.*$");
    private static final Pattern SETTINGS =
            Pattern.compile("(?i)(?:application|bootstrap)(?:-[\\w.-]+)?\\.(?:ya?ml|properties)");
    private static final Pattern LINE =
            Pattern.compile("(?s)( {0,200})(?:- +)?([\\w.\"'\\[\\]-]{1,200}+)\\s*+[:=]\\s*+(.*+)");
    private static final Pattern OPTION = Pattern.compile("(?s)-(?:-|D)([\\w.-]{1,200}+)=(.*+)");
    private static final Pattern CLIENT_NAME = Pattern.compile("client|consumer|provider|producer|example|demo");

    private final String title;
    private final Pattern client;
    private final Pattern server;
    private final String address;
    private final String variable;
    private final String prefix;
    private final int port;

    /**
     * Describes a registry.
     *
     * @param client the dependency of its clients
     * @param server the dependency of its servers
     * @param address what names of settings begin with that say where the registry is
     * @param variable what lets a client register its IP address
     * @param port the port that nothing but its servers is known for, or 0
     */
    SpringRegistry(String title, String client, String server, String address, String variable, int port) {
        this.title = title;
        this.client = Pattern.compile("(?:" + client + ")(?![\\w-])");
        this.server = Pattern.compile("(?:" + server + ")(?![\\w-])");
        this.address = address;
        this.variable = variable;
        prefix = plain(variable).replace("preferipaddress", "");
        this.port = port;
    }

    /** Returns the name that people know it by. */
    public String title() {
        return title;
    }

    /** Returns the variable that, if it is {@code true}, lets a client register its IP address. */
    public String variable() {
        return variable;
    }

    /** Whether a build file of Maven or Gradle makes a client. */
    public boolean hasClient(String buildFile) {
        return client.matcher(code(buildFile)).find();
    }

    /** Whether a build file makes a server, to which its name among its peers matters. */
    public boolean hasServer(String buildFile) {
        return server.matcher(code(buildFile)).find();
    }

    private static String code(String buildFile) {
        StringBuilder code = new StringBuilder();
        int from = 0;
        for (int start = buildFile.indexOf("<!--"); start >= 0; start = buildFile.indexOf("<!--", from)) {
            code.append(buildFile, from, start);
            int end = buildFile.indexOf("-->", start);
            from = end < 0 ? buildFile.length() : end;
        }
        return COMMENT.matcher(code.append(buildFile.substring(from))).replaceAll("");
    }

    /** Whether a variable says where the registry is, so that its program is a client. */
    public boolean isAddress(String name) {
        return plain(name).startsWith(address);
    }

    /** Whether a server of this registry is known for a port, as no other program is. */
    public boolean isPort(int number) {
        return port > 0 && number == port;
    }

    /** Whether a service or an image is called as a server of this registry: {@code eureka}, {@code eureka-server}. */
    public boolean isNameOfServer(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return port > 0
                && lower.contains(title.toLowerCase(Locale.ROOT))
                && !CLIENT_NAME.matcher(lower).find();
    }

    /**
     * Whether an option of a program says where the registry is: {@code --eureka.client.serviceUrl.defaultZone=…}, or
     * with {@code -D}.
     */
    public boolean isAddressOption(String word) {
        Matcher option = OPTION.matcher(word);
        return option.matches() && isAddress(option.group(1));
    }

    /**
     * Whether an option of a program says what it registers, as a setting does that {@link #decides(String, String)}.
     */
    public boolean decides(String word) {
        Matcher option = OPTION.matcher(word);
        return option.matches() && decides(option.group(1), option.group(2));
    }

    /** Whether a setting says what a client registers: its IP address, or a name that it is known by. */
    public boolean decides(String name, String value) {
        String key = plain(name);
        return key.equals(prefix + "preferipaddress") && !value.strip().equals("false")
                || (key.equals(prefix + "hostname") || key.equals(prefix + "ipaddress"))
                        && !value.isBlank()
                        && !value.contains("{HOSTNAME")
                        && !value.contains("{spring.cloud.client.hostname");
    }

    /** Whether a file has the settings of an application, by its name. */
    public static boolean isOfSettings(String fileName) {
        return SETTINGS.matcher(fileName).matches();
    }

    /** Whether the settings of an application, YAML or properties, have one that {@link #decides}. */
    public boolean decidesIn(String settings) {
        Deque<String> keys = new ArrayDeque<>();
        Deque<Integer> indents = new ArrayDeque<>();
        for (String line : (Iterable<String>) settings.lines()::iterator) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                continue;
            }
            int indent = matcher.group(1).length();
            while (!indents.isEmpty() && indents.peek() >= indent) {
                indents.pop();
                keys.pop();
            }
            String key = (keys.isEmpty() ? "" : keys.peek() + ".") + plain(matcher.group(2));
            String value = matcher.group(3).replaceFirst("(?s)\\s#.*|^#.*", "").strip();
            if (decides(key, value)) {
                return true;
            }
            indents.push(indent);
            keys.push(key.length() > 1000 ? "" : key);
        }
        return false;
    }

    /** Returns the name of a setting without what its forms differ in. */
    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT)
                .chars()
                .filter(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9')
                .forEach(c -> plain.append((char) c));
        return plain.toString();
    }
}
