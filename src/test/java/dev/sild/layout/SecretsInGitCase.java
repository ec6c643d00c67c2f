package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A project with secrets, and the files that its conversion writes. */
abstract class SecretsInGitCase {
    @TempDir
    Path folder;

    @BeforeEach
    void aServiceWithSecrets() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
        name: shop
        services:
          web: {image: 'example/web:1', environment: {PASSWORD: geheim}, secrets: [bytes]}
          secrets: {image: 'example/vault:1', profiles: [secrets], environment: {TOKEN: schluessel}}
        secrets:
          bytes: {file: bytes.bin}
        """);
        Files.write(folder.resolve("bytes.bin"), new byte[] {(byte) 0xff, 0, 1, 2, 3, 4});
    }

    ConvertRun convert(String... more) {
        List<String> arguments = new ArrayList<>(List.of("-o", "out/"));
        arguments.addAll(List.of(more));
        ConvertRun conversion = ConvertRun.run(folder, arguments.toArray(String[]::new));
        assertThat(conversion.code()).as(conversion.err()).isZero();
        return conversion;
    }
}
