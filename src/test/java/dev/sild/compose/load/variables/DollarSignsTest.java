package dev.sild.compose.load.variables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names after a dollar in values of env files: those of variables are reported, and no part of a password. */
class DollarSignsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DB_PASSWORD | $uperSecret123 | uperSecret123",
                "DB_PASSWORD | $KQ8ZZ1LM | KQ8ZZ1LM",
                "DB_PASSWORD | $hunter | hunter",
                "DB_PASSWORD | pa$WORD_OF_X | WORD_OF_X",
                "DB_PASSWORD | a.$K9_X | K9_X",
                "API_TOKEN | abc.$XYZQRS99 | XYZQRS99",
                "API_TOKEN | abc.$XYZQRS | XYZQRS",
                "ADMIN_PASSWORD | ${Zk9qWx7}tail | Zk9qWx7",
                "ADMIN_PASSWORD | ${Z9QWX7}tail | Z9QWX7",
                "ADMIN_PASSWORD | ${Zk9qWx7}tail$Zk9qWx7 | Zk9qWx7",
                "LOGIN | admin:P4ssw0rd$Kq8Zz1Lm@host | Kq8Zz1Lm",
                "LOGIN | admin:P4ssw0rd$KqzLm@host | KqzLm",
                "LOGIN | admin:pass$word@host | word",
                "LOGIN | aB3$Kq8Zz1Lm | Kq8Zz1Lm",
                "DATABASE_URL | postgres://app:pa$word7@db/shop | word7",
            })
    void isPartOfPassword(String key, String value, String name) {
        assertThat(new DollarSigns(key, value).isOfSecret(name)).isTrue();
    }

    @Test
    void longNamesAreParts() {
        String name = "a" + "_a".repeat(100_000);
        assertThat(new DollarSigns("A", "$" + name).isOfSecret(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DB_PASSWORD | $PASS | PASS",
                "DB_PASSWORD | ${PASS} | PASS",
                "DB_PASSWORD | ${db_password} | db_password",
                "DB_PASSWORD | ${S3_SECRET} | S3_SECRET",
                "API_TOKEN | $OTHER_TOKEN | OTHER_TOKEN",
                "API_TOKEN | abc-$OTHER_TOKEN | OTHER_TOKEN",
                "DATABASE_URL | postgres://$USER:$DB_PASS_1@db/shop | USER",
                "DATABASE_URL | postgres://$USER:$DB_PASS_1@db/shop | DB_PASS_1",
                "GREETING | hello$name | name",
                "GREETING | hello $userName2 | userName2",
                "URL | http://$HOST:$PORT/ | PORT",
                "A | $B | B",
            })
    void isVariable(String key, String value, String name) {
        assertThat(new DollarSigns(key, value).isOfSecret(name)).isFalse();
    }
}
