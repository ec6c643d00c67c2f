package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an image has of the folder that it is built from. */
class ContextCopiesTest {
    @ParameterizedTest
    @CsvSource({
        "COPY . /app, data, /app/data, true",
        "COPY . /app, data, /app/other, false",
        "COPY . /app, '', /app, true",
        "COPY src /app/src, '', /app, true",
        "COPY src /app/src, data, /app/data, false",
        "COPY src/ /app/, src/in, /app/in, true",
        "COPY package*.json /app/, '', /app, true",
        "COPY package*.json /app/, data, /app/data, false",
        "COPY package.json /app/, data, /app/data, false",
        "COPY src/ /app/, '', /app, false",
        "COPY src/lib /app/src/lib, src, /app/src, true",
        "COPY src/lib /app/src, src, /app/src, false",
        "COPY src/*.py /app/, '', /app, false",
        "COPY src/*.py /app/src/, '', /app, true",
        "COPY --from=build /out/server /app/, data, /app/data, false",
        "COPY --from=build /work /app, data, /app/data, true",
        "COPY --from=build /work/src /app/src, src, /app/src, true",
        "COPY --from=build /work/src /app/src, data, /app/data, false",
        "COPY --from=example/other / /, data, /work/data, false",
    })
    void areFollowedThroughStages(String copy, String path, String target, boolean has) throws Exception {
        ImageFacts facts = facts("FROM debian:12 AS build\nWORKDIR /work\nCOPY . .\nFROM debian:12\n" + copy + "\n");
        assertThat(facts.copies().bring(path, target)).isEqualTo(has);
    }

    @Test
    void stagesThatCopyFromEachOtherAreFollowedOnce() throws Exception {
        StringBuilder text = new StringBuilder("FROM debian:12 AS s0\nCOPY . /c\n");
        for (int i = 1; i < 300; i++) {
            text.append("FROM debian:12 AS s" + i + "\n");
            text.append("COPY --from=s" + (i - 1) + " / /a\nCOPY --from=s" + (i - 1) + " / /b\n");
        }
        assertThat(facts(text.toString()).copies().all()).hasSizeLessThan(2500);
    }

    private static ImageFacts facts(String dockerfile) throws Exception {
        return Dockerfile.parse(dockerfile, "Dockerfile").facts(Optional.empty(), Map.of());
    }
}
