package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.adopt.AdoptCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stacks in the layouts for those who commit manifests; {@code -Dgolden.rewrite=true} writes the goldens again. */
@Tag("executable")
class RenderLayoutsTest {
    private static final Pattern OTHERS = Pattern.compile("(?m)^kind: (?!ExternalSecret|Kustomization).*$");

    @TempDir
    Path folder;

    static Stream<RenderCase> cases() {
        return RenderCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void filesAreThoseOfTheGolden(RenderCase stacks) throws IOException {
        AdoptCase.Run run = stacks.render(folder);

        StringBuilder all =
                new StringBuilder("exit " + run.code() + "\n" + run.err().replace(folder.toString(), "out"));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.append("\n>>> ")
                        .append(folder.relativize(file))
                        .append('\n')
                        .append(ofTheLayout(Files.readString(file)));
            }
        }
        Path golden = stacks.folder().resolve("out.txt");
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(golden, all);
        }
        assertThat(all.toString()).isEqualTo(Files.readString(golden));
    }

    /** Returns a file without the objects that the goldens of the stacks show. */
    private static String ofTheLayout(String file) {
        return Stream.of(file.split("(?m)^---\n", -1))
                .map(document -> {
                    Matcher kind = OTHERS.matcher(document);
                    return kind.find() ? kind.group() + "\n" : document;
                })
                .collect(Collectors.joining("---\n"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aSecondRunChangesNothing(RenderCase stacks) throws IOException {
        stacks.render(folder);
        Path list = folder.resolve(".sild-files");
        Files.setLastModifiedTime(list, FileTime.fromMillis(0));

        assertThat(stacks.render(folder).code()).isZero();

        assertThat(Files.getLastModifiedTime(list).toMillis()).isZero();
    }
}
