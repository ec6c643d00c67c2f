package dev.sild.compose.translate;

import dev.sild.compose.translate.container.WorkloadKinds;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.EndingCommands;
import dev.sild.images.text.PrintedText;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Services that prepare what others use, and end. The command alone is mostly no program that is known, since the
 * program of the image also serves: what it does here is said by the name of the service, or by a word that the program
 * is given ({@code -c prepare}).
 */
final class Preparations {
    /** How people call a service that prepares something: at the end of the name, or in front of what it prepares. */
    private static final Pattern NAME =
            Pattern.compile("(?i)(?:.{0,100}[-_.])?(?:prepare|preparation|init|initiali[sz](?:e|er|ation)|setup)"
                    + "(?:[-_](?:db|database|schema|data|job|once))?"
                    + "|(?:init|initiali[sz]e|prepare|setup|create|migrate)[-_.].{1,100}");

    /** The same as a word of a command. Others of these words also name a mode of a server. */
    private static final Pattern WORD = Pattern.compile(
            "(?i)prepare|migrate|migrations?|(?:init|seed|create|migrate)[-_:]?db|db[-_:]?(?:init|seed|migrate)");

    private Preparations() {}

    /** Whether a service does one thing and ends, as its command says, or its name together with its command. */
    static boolean end(ServiceFacts service) {
        return service.process().ends() || prepares(service);
    }

    private static boolean prepares(ServiceFacts service) {
        ServiceProcess process = service.process();
        List<String> words = process.words();
        if (words.isEmpty()
                || process.isAttended()
                || service.attribute().get("healthcheck").present()
                || !isCalled(service.attribute()) && !isToldTo(words)) {
            return false;
        }
        String command = words.stream().map(PrintedText::without).collect(Collectors.joining(" "));
        return !EndingCommands.runForever(command)
                && !StayingNames.areIn("", command)
                && !process.startsWorker()
                && process.supervisor().isEmpty()
                && !process.listens();
    }

    private static boolean isCalled(Attribute service) {
        return NAME.matcher(service.segment()).matches() || WorkloadKinds.isNameOfMigration(service.segment());
    }

    /** Whether the program of the image is given such a word: the command starts with an option, not with a program. */
    private static boolean isToldTo(List<String> words) {
        return words.get(0).startsWith("-")
                && words.stream().anyMatch(word -> WORD.matcher(word).matches());
    }
}
