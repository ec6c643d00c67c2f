package dev.sild.compose.translate.relations;

import dev.sild.compose.translate.source.Ledger;
import dev.sild.model.Files;
import dev.sild.model.Origin;
import dev.sild.report.Code;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds names that have changed, and the container engine's name server, in the files that travel with the application:
 * files are left as they are, so it is reported.
 */
public final class NamesInFiles {
    private static final Pattern NAME_SERVER = Pattern.compile("(?<![\\w.])127\\.0\\.0\\.11(?![\\w.]*\\w)");

    private final ChangedNames changed;
    private final boolean podman;
    private final Ledger ledger;

    public NamesInFiles(ChangedNames changed, boolean podman, Ledger ledger) {
        this.changed = changed;
        this.podman = podman;
        this.ledger = ledger;
    }

    /** Reports the first place in each file where each of them stands as a word of its own. */
    public void report(List<Files> bundles) {
        for (Files bundle : bundles) {
            bundle.entries()
                    .forEach(entry -> report(entry, "the file is copied to '" + bundle.name() + "' unchanged", ""));
        }
    }

    /** Reports the same of files that are in images. */
    public void reportCopied(List<Files> images) {
        Set<String> reported = new HashSet<>();
        for (Files image : images) {
            for (Files.Entry entry : image.entries()) {
                // Several services may be built from one Dockerfile.
                if (reported.add(entry.path())) {
                    report(entry, "the Dockerfile copies it to " + entry.key(), ", and rebuild the image");
                }
            }
        }
    }

    private void report(Files.Entry entry, String whereTo, String then) {
        // A byte a character: a name is ASCII, and so its place is right but for columns after other letters.
        String text = new String(entry.content(), StandardCharsets.ISO_8859_1);
        changed.firstPlaces(text)
                .forEach((name, at) -> ledger.add(
                        Code.NAME_IN_FILE,
                        place(entry.path(), text, at),
                        "the file contains '" + name + "', which is '"
                                + changed.all().get(name) + "' in Kubernetes; " + whereTo,
                        "use '" + changed.all().get(name) + "' in the file" + then + "; add it as a network alias"
                                + " to use it with compose too"));
        Matcher server = NAME_SERVER.matcher(text);
        if (server.find()) {
            ledger.add(
                    Code.NAME_IN_FILE,
                    place(entry.path(), text, server.start()),
                    "the file contains the container engine's DNS server 127.0.0.11, which pods lack; " + whereTo,
                    (podman
                                    ? "remove it, or use the name server from /etc/resolv.conf of the container"
                                    : "remove it, or use kube-dns.kube-system.svc.cluster.local, with services"
                                            + " by full name (web.default.svc.cluster.local)")
                            + then);
        }
    }

    private static Origin place(String file, String text, int at) {
        int line = 1;
        int start = 0;
        for (int newline = text.indexOf('\n'); newline >= 0 && newline < at; newline = text.indexOf('\n', start)) {
            line++;
            start = newline + 1;
        }
        return new Origin(file, line, at - start + 1, "");
    }
}
