package dev.sild.programs.databases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Container.Env;
import dev.sild.model.Mount;
import dev.sild.model.Text;
import dev.sild.programs.VariableNames;
import dev.sild.programs.settings.DatabaseSettings;
import dev.sild.programs.settings.DatabaseSettings.SecretKey;
import dev.sild.programs.settings.Engine;
import dev.sild.stacks.shared.Parts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseTest extends DatabaseCase {
    private static final VariableNames NAMES =
            new VariableNames("URL", "HOST", "PORT", "NAME", "USER", "PASSWORD", "UNNAMED");

    @ParameterizedTest
    @MethodSource("engines")
    void runsRestrictedAsTheUserOfItsImageAndWritesToVolumesOnly(Engine engine, String image, long user) {
        Application application =
                application(settings(engine, image, Optional.empty(), true), Set.of("shop-orders-database"));
        assertThat(application.components()).hasSize(engine == REDIS ? 2 : 3);
        for (Component component : application.components()) {
            Container main = component.main();
            assertThat(main.security().user()).as(component.name()).hasValue(user);
            assertThat(main.security().readOnlyRoot()).isTrue();
            assertThat(main.image()).isEqualTo(Text.of(image));
            if (!component.name().endsWith("-rotation")) {
                assertThat(component.pod().fsGroup())
                        .isPresent()
                        .isEqualTo(main.security().group());
            }
            for (Mount mount : component.mounts()) {
                if (mount.source() instanceof Mount.OfVolume volume) {
                    assertThat(application.volume(volume.name()))
                            .as(volume.name())
                            .isPresent();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void isFoundByTheAddressThatItsDriversTake(Engine engine, String image, long user, int port, String url) {
        DatabaseSettings settings = settings(engine, image, Optional.empty(), true);
        Parts parts = parts(settings, Set.of());
        assertThat(parts.seeds())
                .singleElement()
                .satisfies(seed -> assertThat(seed.sources().get("url"))
                        .isEqualTo(new dev.sild.stacks.shared.SecretSeed.Template(url)));
        Database database = new Database(settings, NAMING);
        assertThat(database.port().number()).isEqualTo(port);
        List<Env> variables = database.variables(NAMES);
        assertThat(variables)
                .extracting(Env::name)
                .containsExactlyElementsOf(
                        engine == REDIS
                                ? List.of("HOST", "PORT", "PASSWORD", "URL")
                                : List.of("HOST", "PORT", "NAME", "USER", "PASSWORD", "URL"));
        assertThat(variables.get(0).value()).isEqualTo(Text.of("shop-orders-database"));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void makesTheAddressOfAPasswordOfTheUsersOwn(Engine engine, String image, long user, int port, String url) {
        SecretKey own = new SecretKey("mine", "word");
        DatabaseSettings settings = settings(engine, image, Optional.of(own), true);
        assertThat(parts(settings, Set.of()).seeds()).isEmpty();
        List<Env> variables =
                new Database(settings, NAMING).variables(new VariableNames("URL", "", "", "", "", "", "UNNAMED"));
        int at = url.indexOf("{password}");
        assertThat(variables)
                .containsExactly(
                        new Env("UNNAMED", new Text.SecretRef("secret-mine", "word")),
                        new Env(
                                "URL",
                                new Text.Concat(List.of(
                                        Text.of(url.substring(0, at)),
                                        new Text.EnvRef("UNNAMED"),
                                        Text.of(url.substring(at + "{password}".length()))))));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void isCalledByItsOwnBackupAndRotationOnly(Engine engine, String image) {
        Parts parts = parts(settings(engine, image, Optional.empty(), true), Set.of("shop-orders-database"));
        assertThat(parts.calls())
                .hasSize(engine == REDIS ? 1 : 2)
                .allSatisfy(call ->
                        assertThat(call.to()).isEqualTo(new dev.sild.model.Call.OfComponent("orders-database")));
        assertThat(parts(settings(engine, image, Optional.empty(), true), Set.of())
                        .calls())
                .hasSize(engine == REDIS ? 0 : 1);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void showsNoPasswordInItsConfigurationOrArguments(Engine engine, String image) {
        Application application =
                application(settings(engine, image, Optional.empty(), true), Set.of("shop-orders-database"));
        for (Component component : application.components()) {
            for (Container container : component.containers()) {
                assertThat(Stream.concat(container.command().stream(), container.args().stream()))
                        .noneMatch(word -> word instanceof Text.SecretRef || word instanceof Text.Concat);
            }
        }
    }

    @Test
    void mysqlHasARootOfItsOwnWhoIsNotLetInFromOutside() {
        Application application =
                application(settings(MYSQL, Engine.Mysql.image("8.4"), Optional.empty(), true), Set.of());
        Container main = application.component("orders-database").orElseThrow().main();
        assertThat(main.env())
                .contains(
                        new Env("MYSQL_PASSWORD", new Text.SecretRef("secret-shop-orders-database", "password")),
                        new Env(
                                "MYSQL_ROOT_PASSWORD",
                                new Text.SecretRef("secret-shop-orders-database", "root-password")),
                        new Env("MYSQL_ROOT_HOST", Text.of("localhost")));
    }
}
