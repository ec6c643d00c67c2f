package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every attribute of the Compose Specification changes the output, or a finding names it: a project is converted with
 * it and without it.
 */
@Tag("executable")
class NothingIsLostInSilenceTest {
    private static final String BASE = """
      name: shop
      services:
        web:
          image: example/web:1
      %s
        other:
          image: example/other:1
      %s
      """;

    /**
     * Attributes of a service, one a line; a word before {@code |} names what a finding must name, where it differs.
     */
    private static final String SERVICE = """
      annotations: {a: b}
      attach: false
      blkio_config: {weight: 300}
      blkio_config: {device_read_bps: [{path: /dev/sdb, rate: 12mb}]}
      build: .
      cap_add: [ALL]
      cap_drop: [NET_ADMIN]
      cgroup: host
      cgroup_parent: x
      command: run
      container_name: other-name
      cpu_count: 2
      cpu_percent: 50
      cpu_quota: 50000
      cpu_rt_period: 100000
      cpu_rt_runtime: 100000
      cpu_shares: 73
      cpus: 0.5
      cpuset: 0-3
      credential_spec: {file: x.json}
      depends_on: [other]
      depends_on.other.restart | depends_on: {other: {condition: service_started, restart: true}}
      mode | deploy: {mode: global}
      labels | deploy: {labels: {a: b}}
      constraints | deploy: {placement: {constraints: [node.labels.a == b]}}
      preferences | deploy: {placement: {preferences: [{spread: node.labels.a}]}}
      max_replicas_per_node | deploy: {placement: {max_replicas_per_node: 2}}
      replicas | deploy: {replicas: 2}
      limits | deploy: {resources: {limits: {cpus: '0.5'}}}
      limits | deploy: {resources: {limits: {memory: 64M}}}
      pids | deploy: {resources: {limits: {pids: 10}}}
      reservations | deploy: {resources: {reservations: {cpus: '0.5'}}}
      reservations | deploy: {resources: {reservations: {memory: 64M}}}
      generic_resources | deploy: {resources: {reservations: {generic_resources: [{discrete_resource_spec: {kind: a, value: 1}}]}}}
      devices | deploy: {resources: {reservations: {devices: [{capabilities: [gpu], count: 1}]}}}
      device_ids | deploy: {resources: {reservations: {devices: [{capabilities: [gpu], device_ids: ['0']}]}}}
      devices | deploy: {resources: {reservations: {devices: [{capabilities: [tpu]}]}}}
      condition | deploy: {restart_policy: {condition: on-failure}}
      delay | deploy: {restart_policy: {delay: 5s}}
      max_attempts | deploy: {restart_policy: {max_attempts: 3}}
      window | deploy: {restart_policy: {window: 5s}}
      rollback_config | deploy: {rollback_config: {parallelism: 2}}
      parallelism | deploy: {update_config: {parallelism: 2}}
      delay | deploy: {update_config: {delay: 5s}}
      failure_action | deploy: {update_config: {failure_action: pause}}
      monitor | deploy: {update_config: {monitor: 5s}}
      max_failure_ratio | deploy: {update_config: {max_failure_ratio: 0.5}}
      order | deploy: {update_config: {order: start-first}}
      develop: {watch: [{path: ., action: rebuild}]}
      device_cgroup_rules: ['c 1:3 mr']
      devices: [/dev/a:/dev/b:rw]
      dns: 8.8.8.8
      dns_opt: [use-vc]
      dns_search: example.com
      domainname: example.com
      entrypoint: /x
      env_file: some.env
      environment: {A: b}
      expose: ['1234']
      external_links: [x]
      extra_hosts: ['a:1.2.3.4']
      gpus: all
      group_add: ['1000']
      healthcheck: {test: [CMD, x]}
      healthcheck: {interval: 5s}
      hostname: h
      init: true
      ipc: host
      ipc: 'service:other'
      isolation: hyperv
      labels: {a: b}
      label_file: some.env
      links: ['other:alias']
      logging: {driver: syslog}
      mac_address: 02:42:ac:11:65:43
      mem_limit: 64m
      mem_reservation: 64m
      mem_swappiness: 50
      memswap_limit: 1g
      network_mode: host
      network_mode: none
      network_mode: 'service:other'
      network_mode: 'container:x'
      oom_kill_disable: true
      oom_score_adj: 500
      pid: host
      pid: 'service:other'
      pids_limit: 10
      platform: linux/arm64
      ports: ['80:80']
      ports: ['127.0.0.1:80:80/udp']
      post_start: [{command: x}]
      post_start: [{command: x, user: root}]
      pre_stop: [{command: x}]
      privileged: true
      pull_policy: always
      pull_policy: weekly
      read_only: true
      restart: on-failure
      restart: 'no'
      runtime: runc-x
      scale: 2
      security_opt: ['no-new-privileges:true']
      security_opt: ['label:user:x']
      security_opt: ['no-new-privileges:maybe']
      security_opt: ['seccomp:unconfined']
      security_opt: ['systempaths=unconfined']
      shm_size: 64m
      stdin_open: true
      stop_grace_period: 5s
      stop_signal: SIGUSR1
      storage_opt: {size: 1G}
      sysctls: {net.ipv4.tcp_syncookies: 0}
      sysctls: {vm.max_map_count: 1}
      tmpfs: /run
      tmpfs: '/run:mode=755'
      tty: true
      ulimits: {nofile: 1}
      use_api_socket: true
      user: '1000'
      user: someone
      userns_mode: x
      uts: host
      volumes: [/x]
      volumes: ['/etc/a:/b']
      volumes: ['./missing:/b:ro']
      selinux | volumes: [{type: bind, source: /etc/a, target: /b, bind: {selinux: z}}]
      volumes: [{type: bind, source: /etc/a, target: /b, bind: {propagation: rslave}}]
      volumes: [{type: tmpfs, target: /b, tmpfs: {size: 1000}}]
      volumes: [{type: tmpfs, target: /b, tmpfs: {mode: 0700}}]
      volumes: [{type: image, source: a, target: /b}]
      volumes: [{type: cluster, source: a, target: /b}]
      volumes: [/var/run/docker.sock:/var/run/docker.sock]
      volumes_from: [other]
      working_dir: /srv
      x-sild: {kind: DaemonSet}
      expose | x-sild: {expose: nodeport}
      """;

    /** Top-level entries beside a service that uses them: {@code service part | top-level part}. */
    private static final String TOP_LEVEL = """
      networks: [n] | networks: {n: {driver: macvlan}}
      networks: [n] | networks: {n: {driver_opts: {a: b}}}
      networks: [n] | networks: {n: {attachable: true}}
      networks: [n] | networks: {n: {enable_ipv4: false}}
      networks: [n] | networks: {n: {enable_ipv6: true}}
      networks: [n] | networks: {n: {external: true}}
      networks: [n] | networks: {n: {internal: true}}
      networks: [n] | networks: {n: {ipam: {config: [{subnet: 172.28.0.0/16}]}}}
      networks: [n] | networks: {n: {labels: {a: b}}}
      volumes: ['store:/x'] | volumes: {store: {driver: x}}
      volumes: ['store:/x'] | volumes: {store: {driver_opts: {type: nfs, o: 'addr=1.2.3.4', device: ':/x'}}}
      volumes: ['store:/x'] | volumes: {store: {driver_opts: {type: btrfs, device: /dev/x}}}
      volumes: ['store:/x'] | volumes: {store: {driver_opts: {anything: x}}}
      volumes: ['store:/x'] | volumes: {store: {external: true}}
      volumes: ['store:/x'] | volumes: {store: {labels: {a: b}}}
      volumes: ['store:/x'] | volumes: {store: {name: other}}
      volumes: ['store:/x'] | volumes: {store: {x-sild: {size: 2Gi}}}
      volumes: ['store:/x'] | volumes: {store: {x-sild: {class: fast}}}
      volumes: ['store:/x'] | volumes: {store: {x-sild: {access: ReadWriteMany}}}
      secrets: [n] | secrets: {n: {external: true}}
      secrets: [n] | secrets: {n: {environment: UNSET}}
      secrets: [n] | secrets: {n: {file: some.env, labels: {a: b}}}
      secrets: [n] | secrets: {n: {file: some.env, driver: x}}
      secrets: [n] | secrets: {n: {file: some.env, template_driver: x}}
      configs: [n] | configs: {n: {content: x}}
      configs: [n] | configs: {n: {file: some.env, labels: {a: b}}}
      configs: [n] | configs: {n: {file: some.env, template_driver: x}}
      """;

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everyAttributeOfAServiceIsCarriedOrReported() throws IOException {
        Files.writeString(folder.resolve("some.env"), "FROM=file\n");
        Files.writeString(folder.resolve("Dockerfile"), "FROM scratch\n");
        ConvertRun without = convert("", "");
        return SERVICE.lines().map(line -> {
            int bar = line.indexOf(" | ");
            String attribute = bar < 0 ? line : line.substring(bar + 3);
            String name = bar < 0 ? line.substring(0, line.indexOf(':')) : line.substring(0, bar);
            return DynamicTest.dynamicTest(attribute, () -> check(without, convert("    " + attribute, ""), name));
        });
    }

    @TestFactory
    Stream<DynamicTest> everyAttributeOfTheTopLevelIsCarriedOrReported() throws IOException {
        Files.writeString(folder.resolve("some.env"), "FROM=file\n");
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : TOP_LEVEL.lines().toList()) {
            String service = line.substring(0, line.indexOf(" | "));
            String top = line.substring(line.indexOf(" | ") + 3);
            String plain = switch (top.substring(0, top.indexOf(':'))) {
                case "secrets", "configs" ->
                    top.contains("file:") ? top.substring(0, top.indexOf('{')) + "{n: {file: some.env}}" : "";
                case "volumes" -> "volumes: {store: {}}";
                default -> "networks: {n: {}}";
            };
            String inner =
                    top.substring(top.indexOf('{', top.indexOf('{') + 1) + 1).replace("file: some.env, ", "");
            String name = inner.substring(0, inner.indexOf(':'));
            tests.add(DynamicTest.dynamicTest(
                    top,
                    () -> check(
                            plain.isEmpty() ? convert("", "") : convert("    " + service, plain),
                            convert("    " + service, top),
                            name)));
        }
        return tests.stream();
    }

    private static void check(ConvertRun without, ConvertRun with, String name) {
        assertThat(without.code()).as(without.err()).isZero();
        assertThat(with.code()).as(with.err()).isZero();
        boolean carried = !with.out().equals(without.out());
        boolean reported = with.err()
                .lines()
                .filter(line -> without.err().lines().noneMatch(line::equals))
                .anyMatch(line -> line.startsWith("compose.yaml:") && line.contains(name.replaceAll(".*\\.", "")));
        assertThat(carried || reported)
                .as("'" + name + "' is neither in the output nor in:\n" + with.err())
                .isTrue();
    }

    private ConvertRun convert(String attribute, String top) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), BASE.formatted(attribute, top));
        return ConvertRun.run(folder, Map.of(), "", List.of());
    }
}
