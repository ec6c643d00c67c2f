package dev.sild.images.text;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls of {@code wait-for-it}, which waits 15 seconds for a port and then runs the program in any case, unless it is
 * strict.
 *
 * @see <a href="https://github.com/vishnubob/wait-for-it">wait-for-it</a>
 */
public final class WaitScript {
    private static final Pattern CALL = Pattern.compile("(?<![\\w-])wait[-_]for[-_]it(?:\\.sh|\\.py)?(?=\\s)");
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9][\\w.-]{0,252}):\\d{1,5}");
    private static final Pattern HOST = Pattern.compile("--host=([\\w.-]{1,253})");
    private static final Set<String> STRICT = Set.of("-s", "--strict");
    private static final int LONGEST = 65_536;

    /** The maximum number of words of one call that are looked at. */
    private static final int MOST_WORDS = 20;

    private WaitScript() {}

    /** Whether a program is called like a script that waits for a port and then starts what follows {@code --}. */
    public static boolean isOne(String program) {
        String file = program.substring(program.lastIndexOf('/') + 1);
        return file.startsWith("wait-for") || file.startsWith("wait_for");
    }

    /** Returns the hosts that a command waits for and then does without, in order. */
    public static Set<String> hosts(String command) {
        Set<String> hosts = new LinkedHashSet<>();
        if (command.length() > LONGEST) {
            return hosts;
        }
        Matcher call = CALL.matcher(command);
        while (call.find()) {
            String rest = command.substring(call.end(), Math.min(command.length(), call.end() + 1000))
                    .split("\\s--(?:\\s|$)|[;&|\\n]", 2)[0];
            List<String> words = Arrays.stream(rest.strip().split("\\s+", MOST_WORDS))
                    .map(word -> word.replaceAll("[\"']", ""))
                    .toList();
            if (words.stream().noneMatch(STRICT::contains)) {
                add(words, hosts);
            }
        }
        return hosts;
    }

    private static void add(List<String> words, Set<String> hosts) {
        String before = "";
        for (String word : words) {
            Matcher address = ADDRESS.matcher(word);
            Matcher host = HOST.matcher(word);
            if (before.equals("-h")) {
                hosts.add(word);
            } else if (address.matches()) {
                hosts.add(address.group(1));
            } else if (host.matches()) {
                hosts.add(host.group(1));
            }
            before = word;
        }
    }
}
