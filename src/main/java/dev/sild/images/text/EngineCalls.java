package dev.sild.images.text;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where programs and scripts ask a container engine at its socket when they start, so that they end without one.
 * Clients that connect later, and failures that are caught, do not count.
 */
public final class EngineCalls {
    /** Clients for Python, which ask for the version of the engine when they are made. */
    private static final Set<String> CLIENTS = Set.of(
            "docker.DockerClient",
            "docker.client.DockerClient",
            "docker.APIClient",
            "docker.api.APIClient",
            "docker.api.client.APIClient");

    private static final Set<String> FROM_ENVIRONMENT =
            Set.of("docker.from_env", "docker.client.from_env", "docker.DockerClient.from_env");

    private static final Pattern VERSION = Pattern.compile("\\bversion\\s*=\\s*(?!None\\b|[\"']auto[\"'])");
    private static final Pattern ADDRESS = Pattern.compile("\\bbase_url\\s*=\\s*(?![\"'](?:http\\+)?unix:)");

    /** An address as the first argument of a client, or arguments that are not known. */
    private static final Pattern UNKNOWN_ADDRESS =
            Pattern.compile("\\s*+(?!\\w++\\s*+=(?!=)|[\"'](?:http\\+)?unix:)\\S");

    private static final Pattern UNKNOWN_ARGUMENTS = Pattern.compile("(?:^|,)\\s*+\\*|\\benvironment\\s*+=");

    private static final String VERBS =
            "(?:build|container|events|exec|image|images|info|inspect|kill|logs|network|node|ps|pull"
                    + "|restart|rm|run|service|stack|start|stats|stop|swarm|volume|compose(?![^\\n]{0,200}\\b(?:version|config)\\b))\\b";

    private static final Pattern COMMAND = Pattern.compile("docker[ \\t]+" + VERBS + ".*", Pattern.DOTALL);
    private static final Pattern LINE =
            Pattern.compile("(?:exec[ \\t]+|\\w{1,60}+=\"?\\$\\()?docker[ \\t]+" + VERBS + "[^\\n]*");
    private static final Pattern WAIT =
            Pattern.compile("[ \\t]*(?:until|while[ \\t]+!)[ \\t]+docker[ \\t]+" + VERBS + "[^\\n]*");
    private static final Pattern ENDS_AT_FAILURE = Pattern.compile("#![^\\n]*[ \\t]-\\w*e\\w*|set[ \\t]+-\\w*e.*");
    private static final Pattern SHELL = Pattern.compile("(?:.*/)?(?:ba|a|da)?sh");

    private static final Pattern NODE_CLIENT = Pattern.compile(
            "(?:export[ \\t]+)?(?:const|let|var)[ \\t]+(\\w{1,60}+)[ \\t]*=[ \\t]*new[ \\t]+Docker\\((.*)");

    /** Nothing, or the path of a socket: other options lead elsewhere, or are not known. */
    private static final Pattern NODE_SOCKET =
            Pattern.compile("\\s*+(?:\\)|\\{\\s*+socketPath\\s*+(?:[,}]|:[^?|,{}]{1,200}[,}])).*", Pattern.DOTALL);

    private static final Pattern NODE_ADDRESS = Pattern.compile("\\b(?:host|port|protocol)\\b|\\.\\.\\.");

    private static final Pattern NODE_CALL = Pattern.compile(
            "(?:(?:const|let|var)[ \\t]+[^=\\n]{1,80}=[ \\t]*)?await[ \\t]+(\\w{1,60}+)\\.(?:ping|info|version|df|getEvents|list[A-Z]\\w*)\\(.*");

    private static final Pattern GO_CALL = Pattern.compile(
            "\\t(?:if[ \\t]+)?[\\w, ]{1,60}:?=[ \\t]*\\w{1,60}+\\.(?:Ping|Info|ServerVersion|ContainerList|ImageList|NetworkList|VolumeList)\\(.*");

    private static final Pattern GO_ENDS =
            Pattern.compile("\\t\\t(?:panic|log\\.Fatal\\w*|log\\.Panic\\w*|os\\.Exit)\\(.*");
    private static final int LINES_TO_CHECK = 3;
    private static final int LONGEST_LOOP = 20;

    private EngineCalls() {}

    /**
     * Whether a call of a program in Python asks the engine.
     *
     * @param elsewhere whether a variable gives the address of another engine
     */
    public static boolean isOne(PythonStart.Call call, boolean elsewhere) {
        boolean fromEnvironment = FROM_ENVIRONMENT.contains(call.name());
        String arguments = call.arguments();
        return (fromEnvironment || CLIENTS.contains(call.name()))
                && !VERSION.matcher(arguments).find()
                && !(fromEnvironment && elsewhere)
                && !ADDRESS.matcher(arguments).find()
                && !UNKNOWN_ARGUMENTS.matcher(arguments).find()
                && (fromEnvironment || !UNKNOWN_ADDRESS.matcher(arguments).lookingAt())
                && !(arguments.isBlank() && elsewhere);
    }

    /** Whether the first command of a process is one of docker, and decides whether the process fails. */
    public static boolean isOne(List<String> process) {
        boolean shell = process.size() > 2
                && SHELL.matcher(process.get(0)).matches()
                && process.get(1).matches("-\\w*c");
        List<ShellScript.Command> commands =
                ShellScript.commandsWithEnds(shell ? process.get(2) : String.join(" ", process));
        return !commands.isEmpty()
                && Set.of("", "\n", "&&").contains(commands.get(0).end())
                && (commands.size() == 1 || commands.get(0).end().equals("&&"))
                && COMMAND.matcher(String.join(" ", commands.get(0).words())).matches();
    }

    /** Returns the line of a shell script that fails without the engine, and ends the script or waits forever. */
    public static OptionalInt inShell(String script) {
        if (!script.contains("docker ") || script.contains("docker.sock")) {
            return OptionalInt.empty();
        }
        List<String> lines = script.lines().toList();
        boolean ends = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            ends |= ENDS_AT_FAILURE.matcher(line).lookingAt();
            boolean certain = !line.contains("||") && !line.contains("&&") && !line.endsWith("&");
            if (certain
                    && (ends && LINE.matcher(line).matches()
                            || WAIT.matcher(line).matches() && staysForever(lines, i))) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean staysForever(List<String> lines, int loop) {
        for (String line : lines.subList(loop, Math.min(lines.size(), loop + LONGEST_LOOP))) {
            if (line.contains("break") || line.contains("exit")) {
                return false;
            }
            if (line.matches(".*\\bdone\\b.*")) {
                return true;
            }
        }
        return false;
    }

    /** Returns the line at the top level of a program for Node.js that waits for an answer of the engine. */
    public static OptionalInt inNode(String program) {
        String client = "";
        List<String> lines = program.contains("dockerode") ? program.lines().toList() : List.of();
        for (int i = 0; i < lines.size(); i++) {
            Matcher made = NODE_CLIENT.matcher(lines.get(i));
            Matcher call = NODE_CALL.matcher(lines.get(i));
            if (made.matches()) {
                client = isLocal(made.group(2), lines.subList(i + 1, lines.size())) ? made.group(1) : "";
            } else if (call.matches()
                    && call.group(1).equals(client)
                    && !lines.get(i).contains(".catch(")) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }

    /** Whether the arguments of a client, which go on in the lines that follow, lead to the socket. */
    private static boolean isLocal(String arguments, List<String> following) {
        StringBuilder all = new StringBuilder(arguments);
        for (int i = 0; i < Math.min(following.size(), LINES_TO_CHECK) && all.indexOf(")") < 0; i++) {
            all.append('\n').append(following.get(i));
        }
        return NODE_SOCKET.matcher(all).matches() && !NODE_ADDRESS.matcher(all).find();
    }

    /** Returns the line of the main function of a program in Go that asks the engine, and ends where it fails. */
    public static OptionalInt inGo(String program) {
        List<String> lines =
                program.contains("docker/docker/client\"") ? program.lines().toList() : List.of();
        int main = lines.indexOf("func main() {");
        for (int i = main + 1; main >= 0 && i < lines.size() && !lines.get(i).startsWith("}"); i++) {
            if (GO_CALL.matcher(lines.get(i)).matches()
                    && lines.subList(i + 1, Math.min(lines.size(), i + 1 + LINES_TO_CHECK)).stream()
                            .anyMatch(line -> GO_ENDS.matcher(line).matches())) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }
}
