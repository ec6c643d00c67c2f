package dev.sild.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.programs.databases.Rotations;
import dev.sild.programs.settings.RedisConf;
import dev.sild.programs.settings.RedisConf.Persistence;
import dev.sild.programs.settings.RedisConf.Policy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A running redis does what the generated configuration is for, and takes a new password while it runs. */
@OnPrograms({"redis-server", "redis-cli"})
class RedisProgramTest {
    private static final String PASSWORD = "old-._~Aa0";
    private static final String NEW_PASSWORD = "new-._~Bb1";

    private final Redis redis = Redis.prepare();

    @AfterEach
    void end() {
        redis.close();
    }

    private static String conf(Persistence persistence) {
        return new RedisConf(OptionalLong.of(8L << 20), Policy.ALLKEYS_LRU, persistence).text();
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void takesEveryPolicy(Policy policy) {
        redis.start(new RedisConf(OptionalLong.of(123_456_789), policy, Persistence.NONE).text(), PASSWORD);
        assertThat(redis.ask(PASSWORD, "CONFIG", "GET", "maxmemory*"))
                .contains("123456789", policy.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @Test
    void hasNoLimitWhereNoneIsGiven() {
        redis.start(new RedisConf(OptionalLong.empty(), Policy.NOEVICTION, Persistence.NONE).text(), PASSWORD);
        assertThat(redis.ask(PASSWORD, "CONFIG", "GET", "maxmemory")).isEqualTo("maxmemory\n0");
    }

    @Test
    void refusesWhoeverHasNoPassword() {
        redis.start(conf(Persistence.NONE), PASSWORD);
        assertThat(redis.ask("", "PING")).contains("NOAUTH");
        assertThat(redis.ask("wrong", "PING")).contains("NOAUTH");
        assertThat(redis.ask(PASSWORD, "PING")).isEqualTo("PONG");
        assertThat(redis.healthy("wrong")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nrequirepass b", "a\"", "a'", "a\\", "$(id)", "a#b", "é"})
    void doesNotStartWithAPasswordThatAUrlCannotHold(String password) {
        Running running = redis.launch(conf(Persistence.NONE), password);
        assertThat(running.exitCode()).isEqualTo(1);
        assertThat(running.log()).contains("REDIS_PASSWORD is empty, or holds something else");
    }

    @Test
    void showsItsPasswordInNoArgumentAndNoLogAndToNobodyElse() throws Exception {
        redis.start(conf(Persistence.NONE), PASSWORD);
        String arguments = Programs.read(
                Path.of("/proc", Long.toString(redis.running().process().pid()), "cmdline"));
        assertThat(arguments).contains("redis-server").doesNotContain(PASSWORD);
        assertThat(redis.running().log()).doesNotContain(PASSWORD);
        assertThat(Files.getPosixFilePermissions(redis.folder.resolve("scratch/redis.conf")))
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Persistence.class,
            names = {"APPEND_ONLY", "SNAPSHOT"})
    void keepsItsDataOverARestart(Persistence persistence) {
        redis.start(conf(persistence), PASSWORD);
        assertThat(redis.ask(PASSWORD, "SET", "key", "kept")).isEqualTo("OK");
        redis.stop();
        redis.start(conf(persistence), PASSWORD);
        assertThat(redis.ask(PASSWORD, "GET", "key")).isEqualTo("kept");
    }

    @Test
    void keepsWhatWasWrittenOverAKill() throws Exception {
        redis.start(conf(Persistence.APPEND_ONLY), PASSWORD);
        redis.ask(PASSWORD, "SET", "key", "kept");
        redis.running().process().destroyForcibly().waitFor();
        redis.start(conf(Persistence.APPEND_ONLY), PASSWORD);
        assertThat(redis.ask(PASSWORD, "GET", "key")).isEqualTo("kept");
    }

    @Test
    void keepsNothingWithoutPersistence() {
        redis.start(conf(Persistence.NONE), PASSWORD);
        redis.ask(PASSWORD, "SET", "key", "kept");
        redis.stop();
        assertThat(Programs.names(redis.folder.resolve("data"))).isEmpty();
        redis.start(conf(Persistence.NONE), PASSWORD);
        assertThat(redis.ask(PASSWORD, "GET", "key")).isEmpty();
    }

    @Test
    void evictsRatherThanRefusesWhenItIsFull() {
        redis.start(conf(Persistence.NONE), PASSWORD);
        assertThat(redis.ask(
                        PASSWORD,
                        "EVAL",
                        "for i = 1, 20000 do redis.call('SET', i, string.rep('x', 1000)) end return 'done'",
                        "0"))
                .isEqualTo("done");
        assertThat(redis.ask(PASSWORD, "DBSIZE")).isNotEqualTo("20000").isNotEqualTo("0");
    }

    @Test
    void putsThePasswordOnTopOfAConfigurationOfTheUsers() {
        redis.start("port " + RedisConf.PORT + "\nsave \"\"\nrequirepass theirs\nmaxclients 77\n", PASSWORD);
        assertThat(redis.ask("theirs", "PING")).contains("NOAUTH");
        assertThat(redis.ask(PASSWORD, "CONFIG", "GET", "maxclients")).contains("77");
    }

    @Test
    void takesANewPasswordBesidesTheOldOne() {
        redis.start(conf(Persistence.NONE), PASSWORD);
        Programs.Result first = rotate(PASSWORD, NEW_PASSWORD);
        assertThat(first.orFail()).contains("redis knows the new password\n").doesNotContain(NEW_PASSWORD, PASSWORD);
        assertThat(redis.ask(PASSWORD, "PING")).isEqualTo("PONG");
        assertThat(redis.ask(NEW_PASSWORD, "PING")).isEqualTo("PONG");
        assertThat(redis.ask(PASSWORD, "SLOWLOG", "GET")).doesNotContain(NEW_PASSWORD);

        assertThat(rotate(PASSWORD, NEW_PASSWORD).orFail()).contains("already");
        assertThat(rotate("forgotten", NEW_PASSWORD).orFail()).contains("already");

        redis.stop();
        redis.start(conf(Persistence.NONE), NEW_PASSWORD);
        assertThat(redis.ask(PASSWORD, "PING")).contains("NOAUTH");
    }

    @Test
    void doesNotTakeANewPasswordFromWhoeverDoesNotKnowTheOldOne() {
        redis.start(conf(Persistence.NONE), PASSWORD);
        assertThat(rotate("wrong", NEW_PASSWORD).exitCode()).isNotZero();
        assertThat(rotate(PASSWORD, "two words").exitCode()).isNotZero();
        assertThat(rotate(PASSWORD, "").exitCode()).isNotZero();
        assertThat(redis.ask(NEW_PASSWORD, "PING")).contains("NOAUTH");
    }

    private Programs.Result rotate(String old, String replacement) {
        return Programs.run(
                redis.folder,
                Map.of(
                        "REDIS_HOST",
                        "localhost",
                        "REDIS_PORT",
                        Integer.toString(redis.port),
                        Rotations.OLD_VARIABLE,
                        old,
                        Rotations.NEW_VARIABLE,
                        replacement),
                Rotations.redisCommand());
    }
}
