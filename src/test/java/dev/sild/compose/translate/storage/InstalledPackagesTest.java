package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Text;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages that mounted source code needs, and that are on the machine of its developer at most. */
class InstalledPackagesTest {
    private static final String NPM_START = "image: 'node:22', command: npm start, volumes: ['./code:/app']";

    @TempDir
    Path folder;

    @BeforeEach
    void writeCode() throws Exception {
        write("package.json", "{\"dependencies\": {\"express\": \"4\"}, \"scripts\": {\"start\": \"node index.js\"}}");
        write("index.js", "require('express')");
    }

    private void write(String file, String content) throws Exception {
        Path path = folder.resolve("code").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private TranslatedProject project(String service) throws Exception {
        return TranslatedProject.of(folder, "name: shop\nservices: {web: {" + service + "}}\n");
    }

    private static List<String> inits(Component pod) {
        return pod.inits().stream().map(Container::name).toList();
    }

    private static List<String> words(TranslatedProject project) {
        List<Container> inits = project.pod("web").inits();
        return inits.get(inits.size() - 1).command().stream().map(Text::value).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "package-lock.json, node:22, npm ci",
        "yarn.lock, node:22-alpine, yarn install --frozen-lockfile",
        "pnpm-lock.yaml, node:22, npx --yes pnpm install --frozen-lockfile",
        "none.txt, node:22, npm install",
        "bun.lock, node:22, npx --yes bun install",
        "none.txt, oven/bun:1, bun install",
    })
    void areInstalledInTheCopyByTheImageOfTheService(String lock, String image, String command) throws Exception {
        write(lock, "");

        TranslatedProject project = project(NPM_START.replace("node:22", image));

        assertThat(inits(project.pod("web"))).containsExactly("copy-code-web", "install-packages-web");
        assertThat(String.join(" ", words(project))).endsWith("\"$@\" /app " + command);
        Container install = project.pod("web").inits().get(1);
        assertThat(install.image()).isEqualTo(project.pod("web").main().image());
        assertThat(install.mounts()).isEqualTo(project.pod("web").main().mounts());
        assertThat(project.translation().findings())
                .extracting(Finding::code)
                .contains(Code.PACKAGES_INSTALLED)
                .doesNotContain(Code.PACKAGES_MISSING, Code.STORAGE_DIFFERS);
    }

    @Test
    void areInstalledWhereTheyAreOnThisMachine() throws Exception {
        write("node_modules/express/index.js", "1");

        TranslatedProject project = project(NPM_START);

        assertThat(words(project)).endsWith("/app", "npm", "install");
        assertThat(project.translation().findings()).extracting(Finding::code).doesNotContain(Code.STORAGE_DIFFERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: 'node:22', working_dir: /app, command: yarn start",
                "image: 'node:22', working_dir: /app, command: [yarn, --silent, dev]",
                "image: 'node:22', working_dir: /app, command: sh -c 'yarn run build && yarn start'",
                "image: 'node:22', working_dir: /app, command: sh -c 'npm install -g nodemon && nodemon index.js'",
                "image: 'node:22', working_dir: /app, command: npm run sync",
            })
    void areInstalledWhereTheCommandOnlyRunsATask(String service) throws Exception {
        assertThat(words(project(service + ", volumes: ['./code:/app']"))).endsWith("/app", "npm", "install");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: 'node:22', working_dir: /app, command: sh -c 'cd web && node index.js'",
                "image: 'node:22', command: sh -c 'cd /app/web; npm start'",
                "image: 'node:22', working_dir: /app, command: node web/index.js",
                "image: 'node:22', command: [node, /app/web/index.js]",
            })
    void areInstalledInTheFolderThatTheCommandNames(String service) throws Exception {
        write("web/package.json", "{\"dependencies\": {\"express\": \"4\"}}");
        write("web/index.js", "require('express')");

        assertThat(words(project(service + ", volumes: ['./code:/app']"))).endsWith("/app/web", "npm", "install");
    }

    @Test
    void areATaskInImagesWithoutAKnownPackageManager() throws Exception {
        TranslatedProject project =
                project("image: 'keymetrics/pm2:18-alpine', command: pm2-runtime index.js, volumes: ['./code:/app']");

        assertThat(project.codes()).contains(Code.PACKAGES_MISSING);
    }

    @Test
    void areInstalledInTheFolderOfTheProcess() throws Exception {
        write("web/package.json", "{\"dependencies\": {\"express\": \"4\"}}");

        assertThat(words(project(NPM_START + ", working_dir: /app/web"))).endsWith("/app/web", "npm", "install");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: 'node:22', command: sh -c 'npm ci && npm start', volumes: ['./code:/app']",
                "image: 'node:22', command: sh -c 'yarn && yarn start', volumes: ['./code:/app']",
                "image: 'node:22', command: sh /app/start.sh, volumes: ['./code:/app']",
                "image: 'node:22', command: npm start, volumes: ['./code:/app', '/app/node_modules']",
                "image: 'python:3.12', command: python x.py, volumes: ['./code:/app']",
                "image: 'node:22', volumes: ['./code:/app']",
            })
    void areNotWhereSomethingElseDoesOrNothingNeedsThem(String service) throws Exception {
        write("start.sh", "npm install\nnpm start\n");

        assertThat(inits(project(service).pod("web"))).doesNotContain("install-packages-web");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'packageManager': 'yarn@4.1.0' | true",
                "'scripts': {'setup': 'npm install', 'start': 'node x.js'} | true",
                "'scripts': {'prestart': 'npm install', 'start': 'node x.js'} | false",
                "'scripts': {'start': 'npm ci && node x.js'} | false"
            })
    void tasksInstallThemIfTheCommandRunsThem(String settings, boolean installed) throws Exception {
        write("package.json", ("{'dependencies': {'express': '4'}, " + settings + "}").replace('\'', '"'));

        assertThat(inits(project(NPM_START).pod("web")).contains("install-packages-web"))
                .isEqualTo(installed);
    }

    @Test
    void ofANewYarnAreInstalledByCorepack() throws Exception {
        write("package.json", "{\"dependencies\": {\"express\": \"4\"}, \"packageManager\": \"yarn@4.1.0\"}");
        write("yarn.lock", "");

        assertThat(words(project(NPM_START))).endsWith("/app", "corepack", "yarn", "install", "--immutable");
    }

    @Test
    void areInstalledWithTheVariablesOfTheService() throws Exception {
        TranslatedProject project = project(NPM_START + ", environment: {HTTP_PROXY: 'http://proxy:3128'}");

        assertThat(project.pod("web").inits())
                .filteredOn(init -> init.name().equals("install-packages-web"))
                .allSatisfy(init ->
                        assertThat(init.env()).extracting(Container.Env::name).contains("HTTP_PROXY"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "networks: [inner]|inner: {internal: true}|false",
                "networks: [inner]|inner: {driver_opts: {com.docker.network.bridge.enable_ip_masquerade:"
                        + " 'false'}}|false",
                "network_mode: none|inner: {}|false",
                "networks: [inner, outer]|inner: {internal: true}, outer: {}|true",
                "networks: [outer]|inner: {internal: true}, outer: {}|true",
            })
    void areATaskWhereNoPolicyLetsThePodReachARegistry(String attribute, String networks, boolean installed)
            throws Exception {
        TranslatedProject project = TranslatedProject.of(
                folder,
                "name: shop\nservices: {web: {" + NPM_START + ", " + attribute + "}}\nnetworks: {" + networks + "}\n");

        assertThat(inits(project.pod("web")).contains("install-packages-web")).isEqualTo(installed);
        assertThat(project.translation().findings())
                .filteredOn(finding -> finding.code() == Code.PACKAGES_MISSING)
                .extracting(Finding::reason)
                .isEqualTo(
                        installed
                                ? List.of()
                                : List.of("'web' has no node_modules for /app/package.json, and its networks"
                                        + " allow no download"));
    }

    @Test
    void areInstalledInAnInternalNetworkWithoutPolicies() throws Exception {
        TranslatedProject project = TranslatedProject.of(
                folder,
                "services: {web: {" + NPM_START + ", network_mode: none}}\n",
                TranslateOptions.builder()
                        .networkPolicies(TranslateOptions.NetworkPolicyMode.NEVER)
                        .build());

        assertThat(inits(project.pod("web"))).contains("install-packages-web");
    }

    @Test
    void areNotWhereNoneAreListed() throws Exception {
        write("package.json", "{\"dependencies\": {}}");

        assertThat(inits(project(NPM_START).pod("web"))).containsExactly("copy-code-web");
    }

    @Test
    void areATaskWhereTheImageHasNoPackageManager() throws Exception {
        write("composer.json", "{\"require\": {\"monolog/monolog\": \"3\"}}");
        write("index.php", "<?php");

        TranslatedProject project = project("image: 'php:8.3', command: php index.php, volumes: ['./code:/app']");

        assertThat(project.translation().findings())
                .filteredOn(finding -> finding.code() == Code.PACKAGES_MISSING)
                .extracting(Finding::reason, Finding::remedy)
                .containsExactly(org.assertj.core.api.Assertions.tuple(
                        "'web' has no vendor for /app/composer.json",
                        "in service 'web', replace 'image:' with 'build: code', whose Dockerfile has 'FROM php:8.3',"
                                + " 'COPY . /app', 'COPY --from=composer:2 /usr/bin/composer /usr/bin/composer', 'RUN"
                                + " command -v unzip || { apt-get update && apt-get install -y unzip; }' and 'RUN cd /app"
                                + " && composer install', and convert again"));
    }

    @ParameterizedTest
    @CsvSource({
        "php:8.3-fpm, true",
        "php:8.3-apache, true",
        "php:8.3, false",
        "dunglas/frankenphp:1, true",
        "composer:2, false",
        "nginx:1, false",
    })
    void serversOfPhpNeedThemWithoutACommand(String image, boolean needed) throws Exception {
        write("composer.json", "{\"require\": {\"monolog/monolog\": \"3\"}}");
        write("index.php", "<?php");

        TranslatedProject project = project("image: '" + image + "', volumes: ['./code:/app']");

        assertThat(project.codes().contains(Code.PACKAGES_MISSING)).isEqualTo(needed);
    }

    /** An image starts in a folder of its own, and a manifest may lie below the tree. */
    @Test
    void areInstalledWhereTheirManifestIs() throws Exception {
        write("frontend/package.json", "{\"dependencies\": {\"x\": \"1\"}}");
        write("frontend/index.js", "1");
        write("main.py", "1");

        TranslatedProject project = project("image: 'node:20', working_dir: /app/frontend, command: npm start,"
                + " read_only: true, volumes: ['./code:/app']");

        assertThat(project.translation().findings())
                .filteredOn(finding -> finding.code() == Code.PACKAGES_MISSING)
                .extracting(Finding::remedy)
                .containsExactly(
                        "in service 'web', replace 'image:' with 'build: code', whose Dockerfile has 'FROM node:20',"
                                + " 'COPY . /app' and 'RUN cd /app/frontend && npm install', and convert again");
    }

    @Test
    void anImageThatAnotherServiceBuildsIsNotToBeBuiltAgain() throws Exception {
        write("prod.Dockerfile", "FROM node:20\nWORKDIR /src\nCOPY package.json .\nRUN npm install\n");
        String worker = "image: 'example/node-shop', command: node index.js, volumes: ['./code:/src']";

        assertThat(project(worker + "}, other: {build: {context: code, dockerfile: prod.Dockerfile},"
                                + " image: 'example/node-shop', volumes: ['./code:/src']")
                        .codes())
                .doesNotContain(Code.PACKAGES_MISSING, Code.PACKAGES_INSTALLED);
    }
}
