package dev.sild.report;

import dev.sild.model.Lookup;
import dev.sild.model.Origin;
import dev.sild.report.Finding.Outcome;
import dev.sild.syntax.TerminalText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the user must do before the output can be applied: a numbered list, with commands to paste. */
public final class ToDoList {
    /** A task for one thing, and the same for several; in the order in which they are listed. */
    private record Title(String one, String several) {}

    private static final Map<Code, Title> TITLES = new EnumMap<>(Map.ofEntries(
            Map.entry(
                    Code.PACKAGES_MISSING,
                    new Title("install packages in this image", "install packages in these %d images")),
            Map.entry(
                    Code.BUILD_INPUT_MISSING,
                    new Title("complete what an image is built from", "complete what images are built from")),
            Map.entry(
                    Code.NAME_IN_FILE,
                    new Title(
                            "change a file which asks for what pods do not reach, and convert again",
                            "change %d places in files which ask for what pods do not reach, and convert" + " again")),
            Map.entry(
                    Code.HOST_GATEWAY,
                    new Title(
                            "give a program the address of the machine that it connects to",
                            "give programs the addresses of the machines that they connect to")),
            Map.entry(Code.IMAGE_TO_BUILD, new Title("build this image", "build these %d images")),
            Map.entry(Code.IMAGE_TO_PUSH, new Title("build and push this image", "build and push these %d images")),
            Map.entry(
                    Code.IMAGE_LOCAL,
                    new Title(
                            "make this image available to the cluster",
                            "make these %d images available to the cluster")),
            Map.entry(
                    Code.IMAGE_LOGIN,
                    new Title("let nodes log in to this registry", "let nodes log in to the registries of %d images")),
            Map.entry(
                    Code.VARIABLE_REFUSED,
                    new Title(
                            "rename this variable, which is left out",
                            "rename these %d variables, which are left out")),
            Map.entry(
                    Code.PLACEHOLDER,
                    new Title("replace the placeholders of an example", "replace placeholders in %d places")),
            Map.entry(
                    Code.KEY_EMPTY,
                    new Title(
                            "make the key with which a program encrypts",
                            "make the keys with which %d programs encrypt")),
            Map.entry(Code.SECRET_TO_CREATE, new Title("provide this secret", "provide these %d secrets")),
            Map.entry(Code.CONFIG_MAP_TO_CREATE, new Title("create this ConfigMap", "create these %d ConfigMaps")),
            Map.entry(Code.CLAIM_TO_CREATE, new Title("create this claim", "create these %d claims")),
            Map.entry(Code.BUILD_OUTPUT_MISSING, new Title("build what a service mounts", "build what services mount")),
            Map.entry(
                    Code.BIND_MISSING,
                    new Title(
                            "create this missing file and convert again, or put it into the cluster yourself",
                            "create these %d missing files and convert again, or put them into the cluster yourself")),
            Map.entry(
                    Code.BIND_OUTSIDE,
                    new Title(
                            "provide this file from outside of the project, or convert again with --allow-path",
                            "provide these %d files from outside of the project, or convert again with"
                                    + " --allow-path")),
            Map.entry(
                    Code.FOLDER_OUTSIDE,
                    new Title(
                            "let Sild read a folder outside of the project",
                            "let Sild read %d folders outside of the project")),
            Map.entry(
                    Code.BIND_NODE_FILES,
                    new Title(
                            "provide this path of the host on the nodes",
                            "provide these %d paths of the host on the nodes")),
            Map.entry(
                    Code.HOST_UNKNOWN,
                    new Title(
                            "provide the host that a proxy's configuration names",
                            "provide the hosts that proxies' configurations name")),
            Map.entry(
                    Code.ENGINE_PROXY,
                    new Title(
                            "replace a proxy that finds its services through Docker",
                            "replace %d proxies that find their services through Docker")),
            Map.entry(
                    Code.ENGINE_NEEDED,
                    new Title(
                            "decide about a service that does not start without Docker",
                            "decide about %d services that do not start without Docker")),
            Map.entry(
                    Code.ENGINE_RUNS,
                    new Title(
                            "give a service that runs containers an engine",
                            "give %d services that run containers an engine")),
            Map.entry(
                    Code.MIDDLEWARE_LEFT_OUT,
                    new Title("set up what a middleware of Traefik does", "set up what %d middlewares of Traefik do")),
            Map.entry(
                    Code.NODE_ADDRESS,
                    new Title(
                            "pin a server to the node whose address it has",
                            "pin %d servers to the nodes whose addresses they have")),
            Map.entry(
                    Code.CERTIFICATE_OUT_OF_REACH,
                    new Title("let a server serve its public names", "let %d servers serve their public names")),
            Map.entry(
                    Code.CERTIFICATE_TO_CREATE,
                    new Title(
                            "create the certificate that a reverse proxy has with compose",
                            "create the certificates that reverse proxies have with compose (%d)")),
            Map.entry(
                    Code.TLS_EXPECTED,
                    new Title(
                            "let a route connect to its server with TLS",
                            "let %d routes connect to their servers with TLS")),
            Map.entry(
                    Code.BROWSER_ADDRESS,
                    new Title(
                            "give browsers the address of your host in place of localhost",
                            "give browsers the addresses of your host in place of localhost")),
            Map.entry(
                    Code.MOUNTED_FILE_MISSING,
                    new Title(
                            "provide the files that a server's configuration names",
                            "provide the files that %d servers' configurations name")),
            Map.entry(
                    Code.DEVELOPER_CERTIFICATE,
                    new Title(
                            "let a program of .NET start without the certificate of your machine",
                            "let %d programs of .NET start without the certificate of your machine")),
            Map.entry(
                    Code.MEMORY_LOCKED,
                    new Title(
                            "let a server start that locks its memory", "let %d servers start that lock their memory")),
            Map.entry(
                    Code.MOUNT_REFUSED,
                    new Title(
                            "change a mount with which an image does not start",
                            "change %d mounts with which images do not start")),
            Map.entry(
                    Code.ACCOUNT_TO_CREATE, new Title("create this ServiceAccount", "create these %d ServiceAccounts")),
            Map.entry(Code.CLASS_TO_CREATE, new Title("install this RuntimeClass", "install these %d RuntimeClasses")),
            Map.entry(
                    Code.PROFILE_TO_INSTALL,
                    new Title("put this security profile on each node", "put these %d security profiles on each node")),
            Map.entry(
                    Code.BIND_TOO_LARGE,
                    new Title(
                            "provide what is too large for the manifests",
                            "provide these %d folders or files, which are too large for the manifests")),
            Map.entry(Code.BIND_DATA_FILE, new Title("keep the data of this file", "keep the data of these %d files")),
            Map.entry(
                    Code.CLAIM_TO_FILL,
                    new Title(
                            "bring the files of a data folder into its claim",
                            "bring the files of %d data folders into their claims")),
            Map.entry(
                    Code.DATABASE_NOT_KEPT, new Title("keep the data of a database", "keep the data of %d databases")),
            Map.entry(
                    Code.DATA_BESIDE_CODE,
                    new Title(
                            "move a database that lies beside source code",
                            "move databases that lie beside source code")),
            Map.entry(
                    Code.TREE_TOO_LARGE,
                    new Title(
                            "check what an image lacks of its source code",
                            "check what %d images lack of their source code")),
            Map.entry(
                    Code.FILES_LARGE,
                    new Title(
                            "apply on the server's side: a file is large",
                            "apply on the server's side: %d files are large")),
            Map.entry(
                    Code.VARIABLE_UNSET,
                    new Title("set this variable and convert again", "set these %d variables and convert again"))));

    /** Codes of which findings with a command are tasks: variables with secrets, and what a pod waits for. */
    private static final Set<Code> WITH_COMMAND = EnumSet.of(Code.VARIABLE_UNSET, Code.BIND_MISSING, Code.BIND_OUTSIDE);

    /** Codes of which a finding does not say itself which file it is about. */
    private static final Set<Code> IN_FILES = EnumSet.of(Code.NAME_IN_FILE);

    private static final Pattern OPTION = Pattern.compile("convert with --[^,;]+");

    private ToDoList() {}

    /** Whether a finding is a task, and so not a line beside the list. */
    static boolean isTask(Finding finding) {
        return TITLES.containsKey(finding.code())
                && !(WITH_COMMAND.contains(finding.code()) && finding.command().isEmpty());
    }

    /** Whether something is lost, and tasks are about all of it, so that no line beside the list says so. */
    public static boolean hasAllLosses(List<Finding> findings) {
        List<Finding> lost = findings.stream()
                .filter(finding -> finding.outcome() == Outcome.LOST)
                .toList();
        return !lost.isEmpty() && lost.stream().allMatch(ToDoList::isTask);
    }

    /** Whether a step of the list does what a finding asks for: to convert again with the same option. */
    static boolean isInTask(Finding finding, List<Finding> findings) {
        Matcher option = OPTION.matcher(finding.remedy());
        return finding.outcome() != Outcome.LOST
                && option.lookingAt()
                && findings.stream()
                        .anyMatch(task -> isTask(task) && task.remedy().startsWith(option.group()));
    }

    /**
     * Returns the findings that are named with a task: variables that are as empty with compose, and are set in the
     * same place as others; and the name that images are pushed with.
     */
    static List<Finding> besideTasks(List<Finding> findings) {
        boolean sets = findings.stream().anyMatch(finding -> finding.code() == Code.VARIABLE_UNSET && isTask(finding));
        boolean pushes = Findings.have(findings, Code.IMAGE_TO_PUSH);
        return findings.stream()
                .filter(finding -> finding.code() == Code.PROJECT_NAME
                        ? pushes
                        : sets && UnsetVariables.name(finding).isPresent() && !isTask(finding))
                .toList();
    }

    /**
     * Returns the list, each line with its end; the empty text where there is nothing to do.
     *
     * @param before what comes after the tasks, as in {@code kubectl apply}
     */
    public static String of(List<Finding> findings, String before) {
        Map<Code, Set<Finding>> tasks = new EnumMap<>(Code.class);
        for (Finding finding : findings) {
            if (isTask(finding)) {
                tasks.computeIfAbsent(finding.code(), first -> new LinkedHashSet<>())
                        .add(new Finding(
                                finding.code(), Origin.NONE, reason(finding), finding.remedy(), finding.command()));
            }
        }
        if (tasks.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("before " + before + ":\n");
        int number = 1;
        for (Map.Entry<Code, Set<Finding>> task : tasks.entrySet()) {
            text.append("  ").append(number++).append(". ");
            Title title = Lookup.required(TITLES, task.getKey());
            List<Finding> one = new ArrayList<>(task.getValue());
            if (task.getKey() == Code.VARIABLE_UNSET) {
                text.append(UnsetStep.of(one, besideTasks(findings)));
            } else {
                append(text, title, one);
            }
            if (task.getKey() == Code.IMAGE_TO_PUSH) {
                besideTasks(findings).stream()
                        .filter(finding -> finding.code() == Code.PROJECT_NAME)
                        .map(finding -> finding.reason() + "; " + finding.remedy())
                        .distinct()
                        .forEach(line -> text.append("       ")
                                .append(TerminalText.line(line))
                                .append('\n'));
            }
        }
        return text.toString();
    }

    private static String reason(Finding finding) {
        Origin origin = finding.origin();
        return (IN_FILES.contains(finding.code()) ? origin.file() + ":" + origin.line() + ": " : "") + finding.reason();
    }

    private static void append(StringBuilder text, Title title, List<Finding> task) {
        String remedy = task.get(0).remedy();
        boolean alike = !remedy.isEmpty()
                && task.stream().allMatch(finding -> finding.remedy().equals(remedy));
        boolean pasted = task.stream().noneMatch(finding -> finding.command().isEmpty());
        Set<String> all = new LinkedHashSet<>();
        for (Finding finding : task) {
            all.add(
                    !finding.command().isEmpty()
                            ? finding.command()
                            : finding.reason() + (alike || finding.remedy().isEmpty() ? "" : "; " + finding.remedy()));
        }
        List<String> lines = CreateCommands.joined(all);
        int count = task.size() - (all.size() - lines.size());
        text.append(count == 1 ? title.one() : String.format(Locale.ROOT, title.several(), count));
        // A command says itself what to do; only an option of Sild's says more.
        text.append(alike && (!pasted || remedy.contains("--")) ? ": " + TerminalText.indented(remedy) : "");
        if (!alike) {
            task.stream()
                    .map(Finding::remedy)
                    .filter(each -> each.contains("--image-prefix"))
                    .findFirst()
                    .ifPresent(each ->
                            text.append(", of which some lack a registry: ").append(TerminalText.indented(each)));
        }
        text.append('\n');
        lines.forEach(
                line -> text.append("       ").append(TerminalText.line(line)).append('\n'));
    }
}
