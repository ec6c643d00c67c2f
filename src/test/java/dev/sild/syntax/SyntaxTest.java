package dev.sild.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.images.ImageReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxTest {
    @Test
    void aCommentIsOneLineWhateverBreaksAreInIt() {
        assertThat(YamlComment.line("a\nb\r\u0085\u2028c")).isEqualTo("# a\\nb\\r\\u0085\\u2028c\n");
    }

    @ParameterizedTest
    @CsvSource({"a{b, a{b", "{{ x }}, {{`{{`}} x }}", "a{, a{{`{`}}", "{{{, {{`{{{`}}", "}}, }}"})
    void bracesOfTextBeginNoAction(String text, String literal) {
        assertThat(HelmText.literal(text)).isEqualTo(literal);
    }

    @Test
    void aStringOfGoEndsNeitherItselfNorItsAction() {
        assertThat(HelmText.string("a\"}}\\\n")).isEqualTo("\"a\\\"\\x7d\\x7d\\\\\\x0a\"");
    }

    @Test
    void aSettingOfAUnitIsOneLineWithoutSpecifiers() {
        assertThat(UnitText.value("a%n\n[Service]\\")).isEqualTo("a%%n\\n[Service]");
    }

    @Test
    void aWordOfAShellHasNoNul() {
        assertThat(ShellText.word("it's\0 $(a)")).isEqualTo("'it'\\''s $(a)'");
    }

    @Test
    void aMessageOfSarifIsNeitherALinkNorAPlaceholder() {
        assertThat(SarifText.message("[a](https://example.com) {0} [b] ${C} {d}"))
                .isEqualTo("\\[a](https://example.com) {{0}} [b] ${C} {d}");
    }

    @Test
    void whatATerminalObeysOrDoesNotShowIsEscaped() {
        assertThat(TerminalText.line("\u001b[31m\u009b\u202e\u200b\ud800\udb40\udc41\ufeff\t\n\u00fc\ud83d\ude00"))
                .isEqualTo("\\u001b[31m\\u009b\\u202e\\u200b\\ud800\\U000e0041\\ufeff\\t\\n\u00fc\ud83d\ude00");
        assertThat(TerminalText.line("a\u007fb~")).isEqualTo("a\\u007fb~");
        assertThat(TerminalText.logged("a\tb\u001b")).isEqualTo("a\tb\\u001b");
    }

    @Test
    void textOfXmlIsNoMarkup() {
        assertThat(XmlText.escaped("<a b='c' d=\"e\">&amp;\0\n\u202e\ud83d\ude00"))
                .isEqualTo("&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;amp;\\u0000\\n\\u202e\ud83d\ude00");
    }

    @Test
    void codeOfMarkdownEndsWhereItEnds() {
        assertThat(MarkdownText.code("a`b|\nc")).isEqualTo("`ab\\nc`");
        assertThat(MarkdownText.plain("<b>[x](y)")).isEqualTo("\\<b\\>\\[x\\](y)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nginx",
                "nginx:1.27-alpine",
                "library/nginx",
                "docker.io/library/nginx:latest",
                "localhost/x",
                "localhost:5000/a/b",
                "registry.example.com:5000/team/app:v1.0_2",
                "[::1]:5000/app",
                "HOST/app",
                "a__b/c--d.e",
                "x:TAG",
                "x@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "scratch"
            })
    void namesOfImagesAreNames(String name) {
        assertThat(ImageReference.isReference(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nginx",
                "a b",
                "docker.io//x",
                "x:",
                ":1",
                "x:a b",
                "x@sha256:abc",
                "https://example.com/x",
                "x/",
                "/x",
                "a/B",
                "{{ lookup \"v1\" \"Secret\" \"\" \"\" }}",
                "x:{{ .Values.y }}",
                "x\n",
                "-x",
                "x:-y",
                "a___b",
                "../x",
                "x@"
            })
    void othersAreNot(String name) {
        assertThat(ImageReference.isReference(name)).isFalse();
    }
}
