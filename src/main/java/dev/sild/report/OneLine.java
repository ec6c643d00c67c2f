package dev.sild.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sentences that name what several findings are about, where findings with one cause and one remedy would be several
 * lines, or a line would name one thing and count the others.
 */
enum OneLine {
    NAMES(
            Code.NAME_CHANGED,
            Pattern.compile(
                    "'([^']+)' is not a valid name in Kubernetes; (?:it is changed to|the service resolves as) '([^']+)'"),
            "$1 to $2",
            "names that Kubernetes does not allow are changed: %s",
            "use the new names in programs and images, which Sild does not change"),
    VARIABLES(
            Code.ENV_UNSET,
            Pattern.compile("the variable '([^']+)' is not set in the shell or an env file"),
            "$1",
            "the variables %s are not set in the shell or an env file",
            "set them before converting, or give them values here"),
    EMPTY(
            Code.BIND_EMPTY,
            Pattern.compile("the folder does not exist; (\\S+) is empty, as with compose.*"),
            "$1",
            "folders do not exist, so that %s are empty, as with compose",
            "create them and convert again, if the containers need their files"),
    COPIED(
            Code.BIND_COPIED,
            Pattern.compile("(?:the source code is|the files are|the file is) copied to (\\S+) in each pod;.*"),
            "$1",
            "files are copied to %s in each pod; what is written there is lost with the pod",
            "convert again when they change; add ':ro' where no program writes; use named volumes for data",
            Addition.DATABASES,
            Addition.UNSEEN),
    NOT_COPIED(
            Code.BIND_NOT_COPIED,
            Pattern.compile(".* becomes (.+); its (?:content is|empty folders are) not copied"),
            "$1",
            "folders become %s, without what they contain",
            ""),
    READ_ONLY(
            Code.BIND_READ_ONLY,
            Pattern.compile("the mount at (\\S+) becomes read-only"),
            "$1",
            "the mounts at %s become read-only",
            ""),
    IN_IMAGE(
            Code.BIND_IN_IMAGE,
            Pattern.compile("(?:the (?:source code is|files are) not mounted: the built image has its own"
                    + "|the folder is part of the built image, which has its own) ([^\\s;]+).*"),
            "$1",
            "nothing is mounted at %s: the built images have their own",
            "rebuild the images when the files change",
            Addition.LOSS,
            Addition.UNSEEN),
    ON_NODES(
            Code.BIND_NODE_DATA,
            Pattern.compile("(\\S+) is a folder of whichever node the pod is on; another node has other data"),
            "$1",
            "%s are folders of whichever node the pod is on; another node has other data",
            ""),
    NETWORKS(
            Code.NETWORK_DIFFERS,
            Pattern.compile("pods of other projects are on the external network '([^']+)' if they have the label"
                    + " '([^']+)', which Sild sets, and run in this namespace; other namespaces reach a service as"
                    + " SERVICE\\.NAMESPACE"),
            "'$1' ('$2')",
            "pods of other projects are on external networks if they have the label of the network, which Sild sets, and"
                    + " run in this namespace: %s; other namespaces reach a service as SERVICE.NAMESPACE",
            ""),
    OPEN_NETWORKS(
            Code.NETWORK_DIFFERS,
            Pattern.compile("projects on the external network '([^']+)' reach each other's services by name if they run"
                    + " in one namespace; other namespaces reach a service as SERVICE\\.NAMESPACE"),
            "'$1'",
            "projects on the external networks %s reach each other's services by name if they run in one namespace;"
                    + " other namespaces reach a service as SERVICE.NAMESPACE",
            ""),
    OF_HOSTS(
            Code.BIND_HOST_PATH,
            Pattern.compile("(\\S+) is a host path; it becomes a hostPath volume"),
            "$1",
            "%s are host paths; they become hostPath volumes",
            "make sure that the paths exist on every node, or use named volumes"),
    SCHEDULES(
            Code.LABEL_LOST,
            Pattern.compile("the job (\\S+)(?: of \\w+)? does not run: .*"),
            "$1",
            "the jobs %s do not run: a command cannot be started in a pod on a schedule without rights on pods",
            "for each, add a service with its command and a label like 'kompose.cronjob.schedule: \"0 3 * * *\"'");

    /** The maximum number of things that a line names. */
    private static final int MOST_NAMED = 5;

    private final Code code;
    private final Pattern reason;
    private final String item;
    private final String several;
    private final String remedy;
    // A list of its own, which nobody changes.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Addition> additions;

    /**
     * Describes a line.
     *
     * @param reason the reasons that it stands for
     * @param item what it takes from each, as a replacement
     * @param several what it says about several of them
     * @param remedy what to do about all of them; empty where the remedy of the first fits all
     * @param additions what the line adds if some of them say so
     */
    OneLine(Code code, Pattern reason, String item, String several, String remedy, Addition... additions) {
        this.code = code;
        this.reason = reason;
        this.item = item;
        this.several = several;
        this.remedy = remedy;
        this.additions = List.of(additions);
    }

    Code code() {
        return code;
    }

    /** Returns the line that a finding can be in; empty where it has its own. */
    static Optional<OneLine> of(Finding finding) {
        return Arrays.stream(values())
                .filter(line -> line.code == finding.code()
                        && line.reason.matcher(finding.reason()).matches())
                .findFirst();
    }

    /** Returns the findings, the first saying what all of them do where they are about more than one thing. */
    static List<Finding> naming(List<Finding> kind) {
        List<Finding> all = new ArrayList<>(kind);
        of(kind.get(0)).flatMap(line -> line.common(kind)).ifPresent(common -> all.set(0, common));
        return all;
    }

    /** Returns what findings say together; empty where the first says what all of them do. */
    private Optional<Finding> common(List<Finding> kind) {
        Finding first = kind.get(0);
        List<String> reasons = kind.stream()
                .map(Finding::reason)
                .filter(text -> reason.matcher(text).matches())
                .toList();
        Set<String> items = new LinkedHashSet<>();
        reasons.forEach(text -> items.add(item(text)));
        Map<Addition, Set<String>> added = added(reasons);
        if (items.size() < 2 && added.equals(added(reasons.subList(0, 1)))) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, several, list(items)));
        StringBuilder advice = new StringBuilder(remedy.isEmpty() ? first.remedy() : remedy);
        Set<String> lost = added.getOrDefault(Addition.LOSS, items);
        added.forEach((addition, named) -> {
            text.append(addition.words(named, addition == Addition.UNSEEN ? lost : items));
            advice.append(addition.remedy());
        });
        return Optional.of(
                new Finding(first.code(), first.origin(), text.toString(), advice.toString(), first.command()));
    }

    private String item(String text) {
        return reason.matcher(text).replaceFirst(item);
    }

    /** Returns what each addition names. */
    private Map<Addition, Set<String>> added(List<String> reasons) {
        Map<Addition, Set<String>> added = new EnumMap<>(Addition.class);
        for (Addition addition : additions) {
            for (String text : reasons) {
                addition.named(text, item(text))
                        .ifPresent(named -> added.computeIfAbsent(addition, none -> new LinkedHashSet<>())
                                .add(named));
            }
        }
        return added;
    }

    /** Returns names as a sentence lists them. */
    static String list(Collection<String> names) {
        List<String> items = List.copyOf(names);
        int more = items.size() - MOST_NAMED;
        if (more > 1) {
            return String.join(", ", items.subList(0, MOST_NAMED)) + " and " + more + " more";
        }
        int last = items.size() - 1;
        return last == 0 ? items.get(0) : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
    }
}
