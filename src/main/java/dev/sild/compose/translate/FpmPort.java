package dev.sild.compose.translate;

import dev.sild.images.ImageFacts;
import dev.sild.images.ImageReference;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The port of PHP-FPM, where nothing but an image's name says that it is in it: {@code me/shop:8.3-fpm}. */
final class FpmPort {
    static final int NUMBER = 9000;

    private static final Pattern NAME = Pattern.compile("(?i)(?<![a-z])(?:php)?fpm(?![a-z])");

    private FpmPort() {}

    /** Whether a service is called after it, and its command is not another program. */
    static boolean isOf(ServiceFacts service, ProjectFacts project) {
        return Stream.of(service.image().name(), service.image().program()).anyMatch(FpmPort::isNamed)
                && ImagePorts.mayServe(service, project)
                && mayStart(command(service));
    }

    private static boolean isNamed(String image) {
        ImageReference reference = ImageReference.parse(image);
        return NAME.matcher(reference.lastSegment()).find()
                || reference.tag().filter(tag -> NAME.matcher(tag).find()).isPresent();
    }

    private static List<String> command(ServiceFacts service) {
        List<String> own = service.openWords("command");
        return own.isEmpty() && service.openWords("entrypoint").isEmpty()
                ? service.image().facts().map(ImageFacts::command).orElse(List.of())
                : own;
    }

    /** Whether an image starts it with a command: a script may, too. */
    private static boolean mayStart(List<String> command) {
        return command.isEmpty()
                || command.get(0).endsWith(".sh")
                || command.stream().anyMatch(word -> NAME.matcher(word).find());
    }
}
