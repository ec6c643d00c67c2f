package dev.sild.compose.translate.relations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Container;
import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts behind the names of nodes of Erlang become names of two labels, and nothing else that looks alike. */
class NodeHostsTest {
    private static final String NODE = "a: {image: 'rabbitmq:3', hostname: a.mq.local, environment: {RABBITMQ_NODENAME:"
            + " rabbit@a.mq.local, OWNER_EMAIL: me@a.mq.local}}";

    @TempDir
    Path folder;

    @Test
    void commandsNameTheNodeAsVariablesDo() throws Exception {
        Container other = translated(
                        NODE,
                        "b: {image: 'rabbitmq:3', command: sh -c 'rabbitmqctl join_cluster rabbit@a.mq.local; sleep 9'}")
                .pod("b")
                .containers()
                .get(0);
        assertThat(other.args().toString()).contains("join_cluster rabbit@a.mq-local;");
    }

    @Test
    void addressesOfMailStay() throws Exception {
        TranslatedProject project = translated(
                NODE,
                "mail: {image: 'mailserver/docker-mailserver:14', hostname: mail.example.com}",
                "app: {image: 'acme/app:1', environment: {NODEMAILER_USER: no@mail.example.com,"
                        + " SEED_ADMIN: no@mail.example.com, NODEMAILER_HOST: mail.example.com}}");
        assertThat(project.pod("a").containers().get(0).env().toString())
                .contains("rabbit@a.mq-local", "me@a.mq.local");
        assertThat(project.pod("app").containers().get(0).env().toString()).doesNotContain("example-com");
    }

    @Test
    void aFileHasToNameTheNodeAsItIsCalled() throws Exception {
        Files.writeString(folder.resolve("r.conf"), "cluster_formation.classic_config.nodes.1 = rabbit@a.mq.local\n");
        assertThat(translated(NODE, "b: {image: 'rabbitmq:3', volumes: ['./r.conf:/etc/rabbitmq/rabbitmq.conf:ro']}")
                        .translation()
                        .findings())
                .filteredOn(finding -> finding.code() == Code.NAME_IN_FILE)
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy()).contains("use 'a.mq-local' in the file"));
    }

    private TranslatedProject translated(String... services) throws Exception {
        return TranslatedProject.of(folder, "services:\n  " + String.join("\n  ", services) + "\n");
    }
}
