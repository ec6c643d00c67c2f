package dev.sild.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.vafer.jdeb.Console;
import org.vafer.jdeb.DataProducer;
import org.vafer.jdeb.DebMaker;
import org.vafer.jdeb.PackagingException;
import org.vafer.jdeb.mapping.Mapper;
import org.vafer.jdeb.producers.DataProducerArchive;

/** The package for Debian and its relatives: everything at the places of Debian's policy. */
final class DebianPackage {
    private static final List<String> CONTROL = List.of("control", "postinst", "prerm", "triggers");

    private final Release release;
    private final Program program;
    private final Archives archives;

    DebianPackage(Release release, Program program, Archives archives) {
        this.release = release;
        this.program = program;
        this.archives = archives;
    }

    /** Writes the package; {@code work} is a folder for what it is put together from. */
    void write(Path file, Path work) throws IOException {
        Path data = work.resolve("deb-data.tar.gz");
        archives.tarball(tree(), data);
        Path control = Files.createDirectories(work.resolve("deb-control"));
        for (String name : CONTROL) {
            Files.writeString(control.resolve(name), filled(name));
        }
        DataProducer content = new DataProducerArchive(data.toFile(), null, null, new Mapper[0]);
        DebMaker maker = new DebMaker(new Quiet(), List.of(content), List.of());
        maker.setDeb(file.toFile());
        maker.setControl(control.toFile());
        maker.setCompression("gzip");
        maker.setEncoding(StandardCharsets.UTF_8);
        maker.setOutputTimestampMs(release.time().toEpochMilli());
        try {
            maker.validate();
            maker.makeDeb();
        } catch (PackagingException e) {
            throw new IOException(e);
        }
    }

    private FileTree tree() throws IOException {
        FileTree tree = new FileTree();
        tree.all("usr/share/sild/", program.binAndLib());
        tree.link("usr/bin/sild", "../share/sild/bin/sild");
        tree.link("usr/bin/kubectl-sild", "sild");
        // Archives of classes, which postinst makes for all users, and prerm removes.
        tree.link("usr/share/sild/lib/launch", "/var/cache/sild");
        tree.file("var/cache/sild/README", "Archives of classes for /usr/bin/sild, made again when needed.\n");
        for (Map.Entry<String, String> page : program.manual().entrySet()) {
            tree.file("usr/share/man/man1/" + page.getKey() + ".gz", Archives.gzipped(page.getValue()));
        }
        tree.link("usr/share/man/man1/kubectl-sild.1.gz", "sild.1.gz");
        Map<String, String> completions = program.completions();
        tree.file("usr/share/bash-completion/completions/sild", completions.get("sild"));
        tree.file("usr/share/zsh/vendor-completions/_sild", completions.get("_sild"));
        tree.file("usr/share/fish/vendor_completions.d/sild.fish", completions.get("sild.fish"));
        String documents = "usr/share/doc/sild/";
        program.licences().entries().forEach((name, licence) -> {
            // Debian has the text itself, and its users look for "copyright".
            if (!name.equals("LICENSE")) {
                tree.entries().put(documents + name, licence);
            }
        });
        tree.file(documents + "copyright", filled("copyright"));
        tree.file(documents + "changelog.gz", Archives.gzipped(filled("changelog")));
        return tree;
    }

    private String filled(String name) throws IOException {
        return Template.of(release.source("deb/" + name), release).fill(Map.of());
    }

    /** Says nothing but warnings. */
    private static final class Quiet implements Console {
        @Override
        public void debug(String message) {
            // Not of interest.
        }

        @Override
        public void info(String message) {
            // Not of interest.
        }

        @Override
        public void warn(String message) {
            System.err.println(message);
        }
    }
}
