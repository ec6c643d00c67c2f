package dev.sild.images.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeNamesTest {
    @Test
    void nodesHaveAHostBehindTheirName() {
        assertThat(NodeNames.hosts("[emqx@node1.emqx.io, rabbit@mq-1]")).containsExactly("node1.emqx.io", "mq-1");
    }

    @Test
    void loginsInAddressesNameNoNode() {
        assertThat(NodeNames.hosts("amqp://user:pw@mq.example.org/ x://user@mq.example.org:5672"))
                .isEmpty();
    }

    @Test
    void onlyTheHostItselfIsReplaced() {
        assertThat(NodeNames.withHost("a@n.x.io,a@n.x.io2,n.x.io", "n.x.io", "n.x-io"))
                .isEqualTo("a@n.x-io,a@n.x.io2,n.x.io");
    }

    @Test
    void keysOfMailMayNameNoNode() {
        assertThat(NodeNames.mayBeIn("EMQX_CLUSTER__STATIC__SEEDS")).isTrue();
        assertThat(NodeNames.mayBeIn("ADMIN_EMAIL")).isFalse();
        assertThat(NodeNames.mayBeIn("SEED_ADMIN_EMAIL")).isFalse();
        assertThat(NodeNames.mayBeIn("CLUSTER_USER")).isFalse();
    }

    @Test
    void partsOfWordsNameNoNode() {
        assertThat(NodeNames.mayBeIn("NODEMAILER_TO")).isFalse();
        assertThat(NodeNames.mayBeIn("MEMBERSHIP")).isFalse();
    }

    @Test
    void wordsOfNodesDo() {
        for (String key : new String[] {
            "EMQX_NODE_NAME",
            "EMQX_NODE__NAME",
            "RABBITMQ_NODENAME",
            "DISCOVERY_NODES",
            "RELEASE_NODE",
            "--name",
            "-sname"
        }) {
            assertThat(NodeNames.mayBeIn(key)).as(key).isTrue();
        }
    }
}
