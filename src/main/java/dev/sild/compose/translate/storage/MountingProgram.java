package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.ProcessFiles;
import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.images.KnownImages;
import dev.sild.images.NginxFolders;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a service runs that mounts source trees.
 *
 * @param server whether it is a web server, which only shows files
 * @param writes whether it may write to source trees
 * @param collects whether it collects files for a web server when it starts
 * @param serves the folders that its configuration names, in its container
 */
record MountingProgram(boolean server, boolean writes, boolean collects, Map<String, NginxFolders.Naming> serves) {
    private static final String COLLECTS = "collectstatic";
    private static final Pattern COMMENT = Pattern.compile("(?:^|(?<=\\s))#.*");
    private static final Pattern PRINTS = Pattern.compile("\\b(?:echo|printf)\\b");

    /**
     * Returns what a service runs.
     *
     * @param process the words of its process
     */
    static MountingProgram of(Bind.Mounter mounter, ServiceImage from, List<String> process, FileBundles bundles) {
        boolean server = BuiltPages.isServer(from.program());
        boolean writes = !server && !KnownImages.isDatabase(from.program());
        boolean collects = writes
                && ProcessFiles.scripts(process, mounter.service(), mounter.image(), bundles).stream()
                        .anyMatch(MountingProgram::collects);
        return new MountingProgram(server, writes, collects, server ? ServedFolders.of(mounter, bundles) : Map.of());
    }

    /** Whether a script collects files, and does not only print or comment that. */
    static boolean collects(String script) {
        return script.lines()
                .map(line -> COMMENT.matcher(line).replaceFirst(""))
                .flatMap(line -> Stream.of(line.split("[;&|]")))
                .anyMatch(command -> {
                    int at = command.indexOf(COLLECTS);
                    return at >= 0 && !PRINTS.matcher(command.substring(0, at)).find();
                });
    }
}
