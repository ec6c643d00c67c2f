package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that install packages, and images that run the code. */
class PackageInstallTest {
    private static PackageInstall of(String manifest) {
        return PackageInstall.ALL.stream()
                .filter(install -> install.manifest().equals(manifest))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "composer.json, composer install --no-dev, true",
        "composer.json, php /usr/bin/composer.phar --no-interaction update, true",
        "composer.json, php composer-setup.php --install-dir=/usr/bin --filename=composer, false",
        "composer.json, curl https://getcomposer.org/installer | php, false",
        "package.json, cd /app && npm ci, true",
        "package.json, yarn --frozen-lockfile, true",
        "package.json, npm start, false",
        "package.json, npm run install-all, false",
        "package.json, apt-get install -y npm, false",
        "mix.exs, mix do deps.get, false",
        "mix.exs, mix deps.get --only prod, true"
    })
    void commandsInstall(String manifest, String command, boolean installs) {
        assertThat(of(manifest).command().matcher(command).find()).isEqualTo(installs);
    }

    @Test
    void imagesRunTheCodeOfTheirLanguage() {
        assertThat(of("composer.json").runsIn("php:8.3-fpm")).isTrue();
        assertThat(of("composer.json").runsIn("ghcr.io/x/php-nginx:1")).isTrue();
        assertThat(of("composer.json").runsIn("nginx:alpine")).isFalse();
        assertThat(of("package.json").runsIn("node:22-alpine")).isTrue();
        assertThat(of("package.json").runsIn("example/nodes")).isFalse();
    }

    @Test
    void imagesWithoutTheProgramGetIt() {
        assertThat(of("composer.json").lines("docker.io/library/php:8.3-fpm", "/app"))
                .hasSize(3)
                .startsWith("COPY --from=composer:2 /usr/bin/composer /usr/bin/composer");
        assertThat(of("composer.json").lines("ghcr.io/x/php:1", "/app"))
                .containsExactly("RUN cd /app && composer install");
        assertThat(of("composer.json").lines("", "/a b;x")).containsExactly("RUN composer install");
        assertThat(of("package.json").lines("node:20", "/app/web")).containsExactly("RUN cd /app/web && npm install");
    }
}
