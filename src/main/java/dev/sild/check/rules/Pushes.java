package dev.sild.check.rules;

import dev.sild.check.project.PipelineFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands and steps of a pipeline that push images. A line is read as text: it may be YAML, Groovy or a shell's,
 * and what a variable stands for is not known.
 */
final class Pushes {
    /** What is known about the tag of an image. */
    enum Tag {
        LATEST,
        /** Another one for each commit or build. */
        COMMIT,
        OTHER
    }

    /**
     * An image that is pushed.
     *
     * @param line where, counted from 1
     */
    record Push(int line, Tag tag) {}

    private static final Pattern PUSH =
            Pattern.compile("\\b(?:docker|podman|nerdctl|buildah)\\s+(?:image\\s+|manifest\\s+)?push\\s+(.*)");
    private static final Pattern BUILD =
            Pattern.compile("\\b(?:docker|podman|nerdctl|buildah)\\s+(?:buildx\\s+)?(?:build|bud)\\s(.*)");
    private static final Pattern TAG = Pattern.compile("(?:^|\\s)(?:-t|--tag)[\\s=]+(\\S+)");
    private static final Pattern DESTINATION = Pattern.compile("--destination[\\s=]+(\\S+)");
    private static final Pattern OF_JENKINS = Pattern.compile("\\.push\\(([^)]*)");
    private static final Pattern ACTION = Pattern.compile("^(\\s*)(-?\\s*)uses:\\s*[\"']?[\\w.-]+/build-push-action@");
    private static final Pattern KEY = Pattern.compile("^\\s*(?:-\\s+)?(push|tags|outputs):\\s*(.*)$");
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{\\{[^}]{0,300}+}}|\\$\\{[^}]{0,300}+}|\\$\\([^)]{0,300}+\\)|\\$\\w+|`[^`]{0,300}+`");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{[^}]{0,300}+}}|\\$\\([^)]{0,300}+\\)");
    private static final Pattern OF_COMMIT = Pattern.compile(
            "(?i)(?<![a-z])(?:git_?|short_?|commit_?|ci_)*sha(?![a-z0-9])|commit|rev-parse|(?:build|run)_?(?:number|id)\\b");
    /** What a command prints is none. */
    private static final Pattern PRINTED = Pattern.compile("\\b(?:echo|printf)\\s+(?:-\\w+\\s+)?(?:\"[^\"]*|'[^']*)$");

    private static final Set<String> WITH_VALUE =
            Set.of("--platform", "--creds", "--authfile", "--format", "--digestfile", "--sign-by", "--encryption-key");
    private static final String UNKNOWN = "\u0000";

    private final List<String> lines;
    private final List<Push> found = new ArrayList<>();
    /** Whether an action makes tags of commits for another one. */
    private final boolean commitsAreTags;

    private Pushes(PipelineFile file) {
        lines = file.lines().stream().map(Pushes::compact).toList();
        commitsAreTags = lines.stream().anyMatch(line -> line.contains("type=sha"));
    }

    /** Returns what a pipeline pushes, in order. */
    static List<Push> of(PipelineFile file) {
        Pushes pushes = new Pushes(file);
        for (int i = 0; i < pushes.lines.size(); i++) {
            pushes.read(i);
        }
        return pushes.found;
    }

    /** Returns a line whose expressions have no blanks, so that each is a part of one word. */
    private static String compact(String line) {
        return line.contains("${{") || line.contains("$(")
                ? EXPRESSION
                        .matcher(line)
                        .replaceAll(expression ->
                                Matcher.quoteReplacement(expression.group().replaceAll("\\s", "")))
                : line;
    }

    private void read(int index) {
        String line = lines.get(index);
        if (isComment(line)) {
            return;
        }
        Matcher action = ACTION.matcher(line);
        if (action.find()) {
            action(index, action.group(1).length() + (action.group(2).startsWith("-") ? 0 : -1));
        } else if (index == 0 || !lines.get(index - 1).endsWith("\\")) {
            command(index, continued(index));
        }
    }

    static boolean isComment(String line) {
        String text = line.strip();
        return text.startsWith("#") || text.startsWith("//");
    }

    /** Returns a line with those that continue it. */
    private String continued(int index) {
        StringBuilder whole = new StringBuilder();
        for (int i = index; i < lines.size() && i < index + 50; i++) {
            String line = lines.get(i);
            whole.append(line.endsWith("\\") ? line.substring(0, line.length() - 1) + " " : line);
            if (!line.endsWith("\\")) {
                break;
            }
        }
        return whole.toString();
    }

    private void command(int index, String line) {
        Matcher push = PUSH.matcher(line);
        if (push.find()) {
            String words = push.group(1).replaceAll("[\"']", "").split("[;&|]", 2)[0];
            boolean all = (" " + words + " ").matches(".*\\s(?:-a|--all-tags)\\s.*");
            String image = image(words);
            if (!image.isEmpty()
                    && !PRINTED.matcher(line.substring(0, push.start())).find()) {
                found.add(new Push(index + 1, all ? Tag.OTHER : tag(image)));
            }
        }
        Matcher build = BUILD.matcher(line);
        if (build.find() && build.group(1).contains("--push")) {
            images(index, TAG, build.group(1));
        }
        if (line.contains("/kaniko/") || line.contains("kaniko-project")) {
            images(index, DESTINATION, line);
        }
        Matcher jenkins = OF_JENKINS.matcher(line);
        if (jenkins.find() && lines.stream().anyMatch(any -> any.contains("docker.build("))) {
            String tag = jenkins.group(1).replaceAll("[\"']", "").strip();
            found.add(new Push(
                    index + 1, tag.isEmpty() ? Tag.OTHER : tag(tag.equals("latest") ? "x:latest" : "x:" + tag)));
        }
    }

    /** Returns the first argument that is neither an option nor its value; empty if there is none. */
    private static String image(String words) {
        boolean value = false;
        for (String word : words.strip().split("\\s+")) {
            if (!value && !word.startsWith("-")) {
                return word;
            }
            value = WITH_VALUE.contains(word);
        }
        return "";
    }

    private void images(int index, Pattern option, String words) {
        Matcher image = option.matcher(words.replaceAll("[\"']", ""));
        while (image.find()) {
            found.add(new Push(index + 1, tag(image.group(1))));
        }
    }

    /** Reads a step with an action that builds and pushes: {@code column} is that of its first key, or before it. */
    private void action(int index, int column) {
        int start = index;
        while (start > 0 && indent(start) > column && !lines.get(start).strip().startsWith("- ")) {
            start--;
        }
        boolean pushes = false;
        boolean byDigest = false;
        Optional<Integer> tags = Optional.empty();
        for (int i = start; i < lines.size() && (i <= index || isWithin(i, column)); i++) {
            Matcher key = KEY.matcher(lines.get(i));
            if (key.matches() && key.group(1).equals("push")) {
                pushes = !key.group(2).strip().toLowerCase(Locale.ROOT).startsWith("false");
            } else if (key.matches() && key.group(1).equals("outputs")) {
                pushes |= key.group(2).contains("push=true");
                byDigest |= key.group(2).contains("push-by-digest=true");
            } else if (key.matches()) {
                tags = Optional.of(i);
            }
        }
        if (pushes && tags.isPresent() && !byDigest) {
            tags(tags.get());
        } else if (pushes) {
            found.add(new Push(index + 1, Tag.OTHER));
        }
    }

    private boolean isWithin(int i, int column) {
        return lines.get(i).isBlank() || indent(i) > column;
    }

    private int indent(int i) {
        String line = lines.get(i);
        return line.length() - line.stripLeading().length();
    }

    private void tags(int at) {
        Matcher key = KEY.matcher(lines.get(at));
        String first = key.matches() ? key.group(2).strip() : "";
        List<String> values = new ArrayList<>();
        if (!first.isEmpty() && !first.startsWith("|") && !first.startsWith(">")) {
            values.add(first);
        }
        for (int i = at + 1; i < lines.size() && isWithin(i, indent(at)); i++) {
            values.add(lines.get(i));
        }
        for (String value : values) {
            String hidden = isComment(value) ? "" : value;
            for (String image : hidden.replaceAll("[\"']", "").split(",")) {
                String name = image.strip().replaceFirst("^-\\s+", "");
                if (!name.isEmpty()) {
                    found.add(new Push(at + 1, tag(name)));
                }
            }
        }
    }

    /** Returns what is known of the tag of an image: one that is missing is {@code latest}. */
    private Tag tag(String image) {
        if (OF_COMMIT.matcher(image).find()
                || commitsAreTags && VARIABLE.matcher(image).find()) {
            return Tag.COMMIT;
        }
        String plain = VARIABLE.matcher(image).replaceAll(UNKNOWN);
        String last = plain.substring(plain.lastIndexOf('/') + 1);
        int colon = last.indexOf(':');
        if (colon >= 0) {
            return last.substring(colon + 1).equals("latest") ? Tag.LATEST : Tag.OTHER;
        }
        return last.endsWith(UNKNOWN) || last.indexOf('@') >= 0 || last.isEmpty() ? Tag.OTHER : Tag.LATEST;
    }
}
