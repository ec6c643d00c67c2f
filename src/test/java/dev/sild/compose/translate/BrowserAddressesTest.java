package dev.sild.compose.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses of localhost are taken for those that browsers use. */
class BrowserAddressesTest {
    private static final String API = "  api:\n    build: .\n    environment:"
            + " {OTP_URL: 'http://otp', APP_FRONTEND_URL: x, APP_SEARCH_URL: y, APP_MAIL__BASE: z}\n";
    private static final String OTHERS = "  otp: {image: example/otp, ports: ['8080:8080']}\n"
            + "  model: {image: ollama/ollama, ports: ['11434:11434']}\n";

    @TempDir
    Path folder;

    @BeforeEach
    void writeImage() throws Exception {
        Files.writeString(folder.resolve("Dockerfile"), "FROM example/base\nCOPY . /app\n");
    }

    private List<String> reasons(String services) throws Exception {
        TranslateOptions options = TranslateOptions.builder()
                .expose(Optional.of(TranslateOptions.Expose.INGRESS))
                .host("example.org")
                .build();
        return TranslatedProject.of(folder, "name: shop\nservices:\n" + services, options)
                .reasons(Code.BROWSER_ADDRESS);
    }

    private List<String> found(String file, String text) throws Exception {
        Files.writeString(folder.resolve(file), text);
        return reasons(API + OTHERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.py|u = os.getenv('OTP_URL', 'http://localhost:8080')",
                "a.py|u = os.getenv(\n    \"OTP_URL\",\n    \"http://localhost:8080\",\n)",
                "a.py|class S(BaseSettings):\n    otp_url: str = \"http://localhost:8080\"",
                "a.py|class S(BaseSettings, env_prefix='APP_'):\n    search_url: str = 'http://localhost:8080'",
                "a.py|class S(BaseSettings):\n    ollama_url: str = 'http://localhost:11434'",
                "a.py|class M(BaseModel):\n    base: str = 'http://localhost:8080'\n"
                        + "class S(BaseSettings, env_nested_delimiter='__'):\n    mail: M",
                "a.py|C = SettingsConfigDict(env_prefix=\"app_\")\n    search_url: str = 'http://localhost:8080'",
                "A.java|  private String otpUrl = \"http://localhost:8080\";",
                "A.java|  @Value(\"${app.frontend.url:http://localhost:8080}\")",
                "a.go|u := getEnv(\"OTP_URL\", \"http://localhost:8080\")",
                "a.js|const u = process.env.OTP_URL ||\n  'http://localhost:8080';",
                "a.js|const u = new URL(req.url, 'http://localhost:8080');",
                "a.js|const u = new URL(request.url ?? '/', `http://localhost:8080`);",
                "lighthouserc.js|url: ['http://localhost:8080/']",
                ".lighthouserc.json|{\"url\": \"http://localhost:8080/\"}",
                "karma.conf.js|url: 'http://localhost:8080/'"
            })
    void defaultsOfServersAreNone(String code) throws Exception {
        String[] parts = code.split("\\|", 2);

        assertThat(found(parts[0], parts[1])).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "a.py|origins = ['http://localhost:8080']",
                "a.py|origins = [\\n    'http://localhost:11434',\\n]",
                "a.py|u = os.getenv('OTHER_URL', 'http://localhost:8080')",
                "a.py|return redirect('http://localhost:11434/login')",
                "a.js|const otpUrl = 'http://localhost:8080';",
                "a.js|a(process.env.OTP_URL);\\nconst u = 'http://localhost:8080';",
                "a.py|class S(BaseSettings, env_prefix='APP_'):\\n    url: str = 'http://localhost:8080'",
                "a.py|class S(BaseSettings, env_prefix='APP_'):\\n    base: str = 'http://localhost:8080'",
                "a.json|{\"OTP_URL\": \"\",\\n\"u\": \"http://localhost:8080\"}",
                "a.js|const u = new URL('/login', 'http://localhost:8080');",
                "a.html|fetch('http://localhost:11434/api')"
            })
    void addressesInPagesAndLinksAre(String file, String code) throws Exception {
        assertThat(found(file, code.replace("\\n", "\n"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"node:20", "python:3.12", "php:8.3-apache", "nginx", "grafana/grafana"})
    void linksToPagesOfWellKnownImagesAre(String image) throws Exception {
        Files.writeString(
                folder.resolve("a.py"), "BASE = 'http://localhost:3000'\nMAIL = 'http://localhost:3000/confirm'\n");

        assertThat(reasons(API + "  web: {image: '" + image + "', ports: ['3000:3000']}\n"))
                .hasSize(1);
    }

    @Test
    void aServerNeedNotAllowItsOwnPages() throws Exception {
        String api = "  api: {image: example/api, ports: ['8000:80'], environment: {%s: 'http://localhost:%s'}}\n";

        assertThat(reasons(api.formatted("ALLOWED_ORIGINS", "5173"))).isEmpty();
        assertThat(reasons(api.formatted("ALLOWED_ORIGINS", "8000"))).isEmpty();
        assertThat(reasons(api.formatted("CSRF_TRUSTED_ORIGINS", "8000")))
                .singleElement()
                .asString()
                .contains("lacks http://example.org");
        assertThat(reasons(api.formatted("ALLOWED_HOSTS", "8000"))).hasSize(1);
    }

    @Test
    void whichOfSeveralPagesAListLacksIsNotGuessed() throws Exception {
        String api =
                "  api: {image: example/api, ports: ['8000:80'], environment: {CORS_ORIGINS: 'http://localhost:%s'}}\n"
                        + "  web: {image: example/web, ports: ['3000:80']}\n";
        String other = "  tool: {image: example/tool, ports: ['4000:80']}\n";

        assertThat(reasons(api.formatted(5173)))
                .containsExactly("only localhost is allowed: CORS_ORIGINS of 'api' lacks http://web.example.org");
        assertThat(reasons(api.formatted(3000) + other))
                .containsExactly("only localhost is allowed: CORS_ORIGINS of 'api' lacks http://web.example.org");
        assertThat(reasons(api.formatted(5173) + other))
                .containsExactly("only localhost is allowed: CORS_ORIGINS of 'api'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "otel/opentelemetry-collector:0.100.0 | 4318:4318 | http://localhost:4318/v1/traces",
                "jaegertracing/all-in-one:1 | 14268:14268 | http://localhost:14268/api/traces",
                "localstack/localstack:3 | 14566:4566 | http://localhost:14566",
                "mailhog/mailhog | 1025:1025 | http://localhost:1025"
            })
    void portsOfProgramsAreNone(String image, String port, String address) throws Exception {
        Files.writeString(folder.resolve("a.py"), "exporter = Exporter(endpoint=\"" + address + "\")");

        assertThat(reasons(API + "  other: {image: '" + image + "', ports: ['" + port + "']}\n"))
                .isEmpty();
    }

    @Test
    void pagesOfTheSameImagesAreSome() throws Exception {
        Files.writeString(folder.resolve("a.py"), "page = Link(to=\"http://localhost:8025\")");

        assertThat(reasons(API + "  other: {image: mailhog/mailhog, ports: ['8025:8025']}\n"))
                .hasSize(1);
    }
}
