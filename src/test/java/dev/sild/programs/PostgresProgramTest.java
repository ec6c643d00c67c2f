package dev.sild.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.programs.databases.Rotations;
import dev.sild.programs.settings.PostgresConf;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A running postgres does what the generated configuration is for, and takes a new password while it runs. */
@OnPrograms({"postgres", "initdb", "psql", "pg_isready", "setsid"})
class PostgresProgramTest {
    private static final String NEW_PASSWORD = "new-._~Bb1";

    private Postgres postgres;

    @BeforeEach
    void prepare() {
        postgres = Postgres.prepare();
    }

    @AfterEach
    void end() {
        postgres.close();
    }

    private static String conf(Map<String, String> parameters) {
        return new PostgresConf(OptionalLong.of(256L << 20), OptionalLong.of(10L << 30), parameters).text();
    }

    @ParameterizedTest
    @CsvSource({
        "33554432,    1073741824,   8MB,   24MB,   2MB,   1MB,    102MB, 32MB",
        "536870912,   10737418240,  128MB, 384MB,  32MB,  1310kB, 1GB,   256MB",
        "4294967296,  107374182400, 1GB,   3GB,    256MB, 10485kB, 8GB,  2GB"
    })
    void dividesItsMemoryAndItsDisk(
            long memory,
            long storage,
            String shared,
            String cache,
            String maintenance,
            String work,
            String mostLog,
            String leastLog) {
        postgres.start(new PostgresConf(OptionalLong.of(memory), OptionalLong.of(storage), Map.of()).text());
        assertThat(postgres.ask("SELECT current_setting('shared_buffers'), current_setting('effective_cache_size'), "
                        + "current_setting('maintenance_work_mem'), current_setting('work_mem'), current_setting('max_wal_size'), "
                        + "current_setting('min_wal_size')"))
                .isEqualTo(String.join("|", shared, cache, maintenance, work, mostLog, leastLog));
    }

    @Test
    void startsWhereNothingIsKnownOfItsMemory() {
        postgres.start(new PostgresConf(OptionalLong.empty(), OptionalLong.empty(), Map.of()).text());
        assertThat(postgres.ask("SHOW shared_buffers")).isEqualTo("128MB");
        assertThat(postgres.ask("SHOW max_connections")).isEqualTo("100");
    }

    @Test
    void takesEverySettingFromTheFile() {
        postgres.start(conf(Map.of()));
        assertThat(postgres.ask("SELECT name, error FROM pg_file_settings WHERE NOT applied"))
                .isEmpty();
        assertThat(postgres.ask("SHOW data_checksums")).isEqualTo("on");
        assertThat(postgres.ask("SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(postgres.ask("SELECT left(rolpassword, 14) FROM pg_authid WHERE rolname = 'app'"))
                .isEqualTo("SCRAM-SHA-256$");
    }

    @Test
    void prefersTheUsersParameters() {
        postgres.start(conf(Map.of("work_mem", "7MB", "max_connections", "30", "log_min_duration_statement", "250ms")));
        assertThat(postgres.ask("SHOW work_mem")).isEqualTo("7MB");
        assertThat(postgres.ask("SHOW max_connections")).isEqualTo("30");
        assertThat(postgres.ask("SHOW log_min_duration_statement")).isEqualTo("250ms");
    }

    @Test
    void takesEveryValueAsItStands() {
        List<String> values = List.of(
                "",
                "it's",
                "''",
                "\\",
                "\\'",
                "a\\nb",
                "line\nport = 1",
                "tab\tand\rreturn",
                "# none",
                "${HOME} $1 `id`",
                "\"",
                "= 'x'",
                "é ж 漢 😀",
                "\u0001\u001f\u007f",
                "'; DROP TABLE x; --",
                "ends with \\");
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            parameters.put("sild.value" + i, values.get(i));
        }
        postgres.start(conf(parameters));
        for (int i = 0; i < values.size(); i++) {
            assertThat(postgres.ask("SELECT encode(convert_to(current_setting('sild.value" + i + "'), 'UTF8'), 'hex')"))
                    .isEqualTo(hex(values.get(i)));
        }
    }

    private static String hex(String value) {
        StringBuilder hex = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            hex.append(String.format("%02x", b));
        }
        return hex.toString();
    }

    @Test
    void asksForThePasswordAtLoopbackToo() {
        postgres.start(conf(Map.of()));
        assertThat(postgres.query("app", "wrong", "SELECT 1").exitCode()).isNotZero();
        assertThat(postgres.query("app", Postgres.PASSWORD, "SELECT 1").orFail())
                .isEqualTo("1\n");
    }

    @Test
    void putsThePlaceOfItsDataAndItsAddressOnTopOfAConfigurationOfTheUsers() {
        postgres.start("port = " + PostgresConf.PORT + "\nunix_socket_directories = ''\ndata_directory = '/nowhere'\n"
                + "listen_addresses = ''\nwork_mem = '9MB'\n");
        assertThat(postgres.ask("SHOW work_mem")).isEqualTo("9MB");
        assertThat(postgres.ask("SHOW listen_addresses")).isEqualTo("*");
    }

    @Test
    void takesANewPasswordInPlaceOfTheOldOne() {
        postgres.start(conf(Map.of("log_statement", "all", "log_min_duration_statement", "0")));
        assertThat(rotate(Postgres.PASSWORD, NEW_PASSWORD).orFail())
                .contains("postgres knows the new password\n")
                .doesNotContain(NEW_PASSWORD, Postgres.PASSWORD);
        assertThat(postgres.query("app", NEW_PASSWORD, "SELECT 1").exitCode()).isZero();
        assertThat(postgres.query("app", Postgres.PASSWORD, "SELECT 1").exitCode())
                .isNotZero();
        assertThat(postgres.log()).contains("SCRAM-SHA-256$").doesNotContain(NEW_PASSWORD, Postgres.PASSWORD);

        assertThat(rotate(Postgres.PASSWORD, NEW_PASSWORD).orFail()).contains("already");
    }

    @Test
    void doesNotTakeANewPasswordFromWhoeverDoesNotKnowTheOldOne() {
        postgres.start(conf(Map.of()));
        Programs.Result refused = rotate("wrong", NEW_PASSWORD);
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.output()).contains("password authentication failed").doesNotContain(NEW_PASSWORD);
        assertThat(rotate(Postgres.PASSWORD, "it's").exitCode()).isNotZero();
        assertThat(rotate(Postgres.PASSWORD, "").exitCode()).isNotZero();
        assertThat(postgres.query("app", Postgres.PASSWORD, "SELECT 1").exitCode())
                .isZero();
    }

    private Programs.Result rotate(String old, String replacement) {
        return postgres.run(
                Map.of(Rotations.OLD_VARIABLE, old, Rotations.NEW_VARIABLE, replacement), Rotations.postgresCommand());
    }
}
