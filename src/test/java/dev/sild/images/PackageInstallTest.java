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
        "package.json, npm install -g pnpm, false",
        "package.json, npm i --global pnpm && npm ci, true",
        "package.json, npm -g install pm2, false",
        "package.json, npm --location=global install pm2, false",
        "package.json, npm install --location=global pm2, false",
        "package.json, npm --prefix web ci, true",
        "package.json, npm --loglevel=error install, true",
        "package.json, yarn --cwd other build, false",
        "package.json, yarn --cwd other, true",
        "package.json, yarn --cwd other install, true",
        "package.json, yarn --network-timeout 100000, true",
        "package.json, yarn --silent dev, false",
        "package.json, yarn start, false",
        "package.json, yarn && yarn build, true",
        "package.json, yarn install, true",
        "package.json, npm run install-all, false",
        "package.json, apt-get install -y npm, false",
        "mix.exs, mix do deps.get, false",
        "mix.exs, mix deps.get --only prod, true"
    })
    void commandsInstall(String manifest, String command, boolean installs) {
        assertThat(of(manifest).command().matcher(command).find()).isEqualTo(installs);
    }

    @ParameterizedTest
    @CsvSource({
        "bundle install, true",
        "uv sync --frozen, true",
        "npm ci, true",
        "npm install -g nodemon && nodemon index.js, false",
        "npm run sync, false",
        "server --add-user x, false",
    })
    void commandsInstallPackagesOfAnyKind(String command, boolean installs) {
        assertThat(PackageInstall.installs(command)).isEqualTo(installs);
    }

    @Test
    void thousandsOfOptionsDoNotOverflowTheStack() {
        String command = "npm" + " -x".repeat(100_000) + " foo";
        assertThat(PackageInstall.ALL)
                .noneMatch(one -> one.command().matcher(command).find());
        assertThat(of("package.json")
                        .command()
                        .matcher("yarn" + " --y".repeat(100_000) + " foo")
                        .find())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "node:22, 4.1.0, corepack enable && yarn install",
        "node:25, 4.1.0, npm install --global corepack && corepack enable && yarn install",
        "node:22, 1.22.22, yarn install",
    })
    void aNewYarnComesWithCorepack(String base, String version, String command) {
        String listed = "{\"packageManager\": \"yarn@" + version + "\"}";
        assertThat(of("package.json").lines(base, "/app", "yarn.lock"::equals, listed))
                .containsExactly("RUN cd /app && " + command);
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
        assertThat(of("composer.json").lines("docker.io/library/php:8.3-fpm", "/app", name -> false, ""))
                .hasSize(3)
                .startsWith("COPY --from=composer:2 /usr/bin/composer /usr/bin/composer");
        assertThat(of("composer.json").lines("dunglas/frankenphp", "/app", name -> false, ""))
                .hasSize(3);
        assertThat(of("composer.json").lines("ghcr.io/x/php:1", "/app", name -> false, ""))
                .containsExactly("RUN cd /app && composer install");
        assertThat(of("composer.json").lines("", "/a b;x", name -> false, "")).containsExactly("RUN composer install");
        assertThat(of("package.json").lines("node:20", "/app/web", name -> false, ""))
                .containsExactly("RUN cd /app/web && npm install");
    }

    @ParameterizedTest
    @CsvSource({
        "oven/bun:1, none, bun install",
        "oven/bun:1, package-lock.json, bun install",
        "node:22, none, npm install",
        "node:22, package-lock.json, npm install",
        "node:22, yarn.lock, yarn install",
        "node:22-alpine, pnpm-lock.yaml, corepack enable && pnpm install",
        "node:25, pnpm-lock.yaml, npx --yes pnpm install",
        "node, pnpm-lock.yaml, npx --yes pnpm install",
        "node:22, bun.lock, npx --yes bun install",
        "php:8.3, composer.lock, npm install",
    })
    void theProgramThatLockedTheVersionsInstallsThem(String base, String lock, String command) {
        assertThat(of("package.json").lines(base, "/app", lock::equals, ""))
                .containsExactly("RUN cd /app && " + command);
    }

    @Test
    void serversOfPhpRunPhp() {
        assertThat(of("composer.json").runsIn("dunglas/frankenphp:1-php8.4")).isTrue();
    }
}
