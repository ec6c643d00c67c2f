package dev.sild.check.rules;

import dev.sild.check.catalog.Rule;
import dev.sild.check.catalog.Violations;
import dev.sild.check.project.BuiltFile;
import dev.sild.check.project.CheckedProject;
import dev.sild.compose.translate.ServiceFacts;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Secrecy;
import dev.sild.images.Dockerfile.Stage;
import dev.sild.images.Instruction;
import dev.sild.images.text.JsonWords;
import dev.sild.model.Origin;
import dev.sild.model.Text;
import dev.sild.secrets.CommandSecrets;
import dev.sild.secrets.SecretValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Secrets that are written where everybody with the files or the image reads them. */
public final class SecretRules implements RuleSet {
    private static final String REMEDY =
            "take it from a variable, as in ${NAME}, or from a secret with a file that git ignores";

    private static final String AT_RUN_TIME =
            "give it at run time, or use RUN --mount=type=secret where the build needs it";
    private static final Pattern UNUSED = Pattern.compile("(?i)dummy|unused|not[-_]?used");
    /** Stands for a key that someone else issues. A password is in use even if it looks like a placeholder. */
    private static final Pattern PLACEHOLDER =
            Pattern.compile("(?i)[\"']?(?:<[^<>]+>|your[-_ ][\\w -]+|x{3,}(?:[-_]x+)*)[\"']?");

    private static final Pattern PASSWORD = Pattern.compile("(?i).*(?:pass|pwd|secret).*");
    private static final Pattern KEY_ID = Pattern.compile("(?i).*access_?key_?id");
    private static final Set<String> FORMS = Set.of("CMD", "CMD-SHELL", "NONE");

    @Override
    public void check(CheckedProject project, Violations found) {
        for (ServiceFacts service : project.services().values()) {
            Secrecy secrecy = service.secrecy();
            service.attribute()
                    .get("environment")
                    .entries()
                    .forEach((name, value) -> named(name, value, service, project, found));
            service.attribute()
                    .get("labels")
                    .entries()
                    .forEach((name, value) -> named(name, value, service, project, found));
            service.attribute()
                    .get("build")
                    .get("args")
                    .entries()
                    .forEach((name, value) -> named(name, value, service, project, found));
            words(service.attribute().get("command"), "command", service, secrecy, found);
            words(service.attribute().get("entrypoint"), "entrypoint", service, secrecy, found);
            words(service.attribute().get("healthcheck").get("test"), "health check", service, secrecy, found);
        }
        project.files().forEach(file -> file.file().content().forEach(stage -> dockerfile(file, stage, found)));
    }

    private static void named(
            String name, Attribute value, ServiceFacts service, CheckedProject project, Violations found) {
        Text text = value.text();
        if (!isOfTheProject(value, service) || isOpen(name, text.value())) {
            return;
        }
        if (text instanceof Text.Literal literal
                        && !literal.value().isBlank()
                        && service.secrecy().isSecret(name, literal)
                || hasPassword(text)) {
            found.add(Rule.SECRET_IN_COMPOSE, value.origin(), "the value of " + name + " is a secret", REMEDY);
        } else if (text instanceof Text.Variable variable
                && !project.given().contains(variable.name())
                && !project.unset().contains(value.path())
                && !variable.value().isBlank()
                && service.secrecy().isSecret(name, variable)) {
            found.add(
                    Rule.SECRET_IN_COMPOSE,
                    value.origin(),
                    "the default of " + variable.name() + " is a secret, and in use unless someone sets another",
                    "remove the default, as in ${NAME:?set NAME}");
        }
    }

    /** Whether a value is none, or the name of a key rather than the key; conversions still take it for a secret. */
    private static boolean isOpen(String name, String value) {
        return UNUSED.matcher(value).matches()
                || PLACEHOLDER.matcher(value).matches()
                        && !PASSWORD.matcher(name).matches()
                || KEY_ID.matcher(name).matches() && !SecretValues.isSecret(value);
    }

    /** Whether a part between variables is an address with a password. */
    private static boolean hasPassword(Text text) {
        return text instanceof Text.Concat concat
                && concat.parts().stream()
                        .anyMatch(part ->
                                part instanceof Text.Literal literal && SecretValues.hasPasswordInUrl(literal.value()));
    }

    private static void words(Attribute list, String name, ServiceFacts service, Secrecy secrecy, Violations found) {
        List<String> before = new ArrayList<>();
        for (Attribute word : list.items()) {
            if (before.isEmpty() && FORMS.contains(word.peek())) {
                // The form of a health check stands before its program.
                continue;
            }
            if (isOfTheProject(word, service)
                    && word.text() instanceof Text.Literal literal
                    && !secrecy.spans(literal, before).isEmpty()) {
                found.add(Rule.SECRET_IN_COMPOSE, word.origin(), "there is a secret in the " + name, REMEDY);
            }
            before.add(word.peek());
        }
    }

    /** An env file is meant to stay on the machine: only what the files of the project themselves say is meant here. */
    private static boolean isOfTheProject(Attribute value, ServiceFacts service) {
        String file = value.origin().file();
        return file.equals(service.attribute().origin().file()) || file.endsWith(".yaml") || file.endsWith(".yml");
    }

    private static void dockerfile(BuiltFile file, Stage stage, Violations found) {
        for (Instruction instruction : stage.instructions()) {
            switch (instruction.keyword()) {
                case "ENV", "ARG", "LABEL" -> settings(file, instruction, found);
                case "RUN", "HEALTHCHECK", "CMD", "ENTRYPOINT" -> {
                    if (hasSecret(instruction)) {
                        found.add(
                                Rule.SECRET_IN_DOCKERFILE,
                                origin(file, instruction),
                                "there is a secret in the command, which the image keeps in its history",
                                AT_RUN_TIME);
                    }
                }
                default -> {}
            }
        }
    }

    private static void settings(BuiltFile file, Instruction instruction, Violations found) {
        for (String word : assignments(file, instruction)) {
            int equals = word.indexOf('=');
            String name = word.substring(0, Math.max(0, equals));
            String value = word.substring(equals + 1).replaceAll("^[\"']|[\"']$", "");
            if (equals > 0 && value.indexOf('$') < 0 && SecretValues.isSecret(name, value)) {
                found.add(
                        Rule.SECRET_IN_DOCKERFILE,
                        origin(file, instruction),
                        "the value of " + name + " is a secret, and a permanent part of the image",
                        AT_RUN_TIME);
            }
        }
    }

    private static boolean hasSecret(Instruction instruction) {
        Optional<List<String>> words = JsonWords.parse(instruction.arguments().replaceFirst("^.*?\\bCMD\\b\\s*", ""));
        if (words.isEmpty()) {
            return Stream.concat(Stream.of(instruction.arguments()), instruction.heredocs().stream())
                    .anyMatch(script -> !CommandSecrets.in(script).isEmpty());
        }
        List<String> all = words.get();
        return IntStream.range(0, all.size())
                .anyMatch(i -> !CommandSecrets.in(all.get(i), all.subList(0, i)).isEmpty());
    }

    private static Origin origin(BuiltFile file, Instruction instruction) {
        return new Origin(file.file().displayName(), instruction.line(), 1, instruction.keyword());
    }

    /** Returns {@code NAME=VALUE} of an instruction, also of the old form {@code ENV NAME VALUE}. */
    private static List<String> assignments(BuiltFile file, Instruction instruction) {
        List<String> words = file.file().words(instruction.arguments());
        return words.size() > 1
                        && words.get(0).indexOf('=') < 0
                        && instruction.keyword().equals("ENV")
                ? List.of(words.get(0) + "=" + String.join(" ", words.subList(1, words.size())))
                : words;
    }
}
