package dev.sild.images;

/** Monitoring, logs, mail catchers, test doubles, build tools; {@link ImageTable} says how a line is read. */
final class OperationsImages {
    private OperationsImages() {}

    static final String TABLE = """
      prom/prometheus#distroless p=9090 u=65532:65532 d=/prometheus c=/etc/prometheus w=/prometheus s=n
      prom/prometheus p=9090 u=65534:65534 d=/prometheus c=/etc/prometheus w=/prometheus s=y
      prometheus/prometheus =prom/prometheus
      prom/alertmanager p=9093 u=65534:65534 d=/alertmanager c=/etc/alertmanager w=/alertmanager s=y
      prometheus/alertmanager =prom/alertmanager
      prom/pushgateway p=9091 u=65534:65534 w=/pushgateway s=y
      prometheus/pushgateway =prom/pushgateway
      prom/node-exporter p=9100 u=65534:65534 s=y
      prometheus/node-exporter =prom/node-exporter
      prom/blackbox-exporter p=9115 c=/etc/blackbox_exporter s=y
      prometheus/blackbox-exporter =prom/blackbox-exporter
      prom/snmp-exporter p=9116 c=/etc/snmp_exporter s=y
      prom/statsd-exporter p=9102,9125,9125/udp u=65534:65534 s=y
      prom/graphite-exporter p=9108,9109,9109/udp u=65534:65534 s=y
      prom/mysqld-exporter p=9104 u=65534:65534 s=y
      prometheus/mysqld-exporter =prom/mysqld-exporter
      prom/memcached-exporter p=9150 u=65534:65534 s=y
      prom/consul-exporter p=9107 u=65534:65534 s=y
      prom/haproxy-exporter p=9101 u=65534:65534 s=y
      prom/cloudwatch-exporter p=9106 s=y
      prom/influxdb-exporter p=9122 u=65534:65534 s=y
      prometheuscommunity/postgres-exporter p=9187 u=65534:65534
      wrouesnel/postgres_exporter p=9187
      prometheuscommunity/elasticsearch-exporter p=9114 u=65534:65534
      prometheuscommunity/pgbouncer-exporter p=9127 u=65534:65534
      percona/mongodb_exporter p=9216
      oliver006/redis_exporter#alpine p=9121 u=59000:59000 s=y
      oliver006/redis_exporter p=9121 u=59000:59000 s=n
      nginx/nginx-prometheus-exporter p=9113
      kbudde/rabbitmq-exporter p=9419
      danielqsj/kafka-exporter p=9308
      grafana/grafana p=3000 u=472:0 d=/var/lib/grafana c=/etc/grafana,/usr/share/grafana w=/usr/share/grafana s=y
      grafana/grafana-oss =grafana/grafana
      grafana/grafana-enterprise =grafana/grafana
      grafana/loki p=3100 u=10001:10001 d=/loki c=/etc/loki
      grafana/promtail p=9080 u=root c=/etc/promtail s=y
      grafana/tempo p=3200,4317,4318 u=10001:10001 d=/var/tempo
      grafana/mimir p=8080,9095
      grafana/pyroscope p=4040 u=10001:10001
      grafana/alloy p=12345 d=/var/lib/alloy/data s=y
      grafana/otel-lgtm p=3000,4317,4318 s=y
      grafana/grafana-image-renderer p=8081
      thanosio/thanos p=10901,10902
      thanos/thanos =thanosio/thanos
      cadvisor/cadvisor p=8080 u=root s=y
      google/cadvisor p=8080 u=root s=y
      jaegertracing/all-in-one p=4317,4318,5775/udp,5778,6831/udp,6832/udp,9411,14250,14268,14269,16686
      jaegertracing/jaeger p=4317,4318,5778,9411,14250,14268,16686
      jaegertracing/jaeger-query p=16685,16686,16687
      jaegertracing/jaeger-collector p=4317,4318,9411,14250,14268,14269
      openzipkin/zipkin p=9411 w=/zipkin
      openzipkin/zipkin-slim p=9411 w=/zipkin
      otel/opentelemetry-collector p=4317,4318,55678,55679 u=10001:10001 s=n
      otel/opentelemetry-collector-contrib p=4317,4318,55679 u=10001:10001 s=n
      opentelemetry-collector-releases/opentelemetry-collector =otel/opentelemetry-collector
      opentelemetry-collector-releases/opentelemetry-collector-contrib =otel/opentelemetry-collector-contrib
      netdata/netdata p=19999 u=root>201:201 d=/etc/netdata,/var/cache/netdata,/var/lib/netdata s=y
      louislam/uptime-kuma p=3001 d=/app/data w=/app s=y
      telegraf p=8092/udp,8094,8125/udp s=y
      chronograf p=8888 d=/var/lib/chronograf s=y
      kapacitor p=9092 d=/var/lib/kapacitor s=y
      fluent/fluentd p=5140,24224 c=/fluentd/etc s=y
      fluent/fluent-bit#debug p=2020 u=root c=/fluent-bit/etc s=y
      fluent/fluent-bit p=2020 u=root c=/fluent-bit/etc s=n
      timberio/vector d=/var/lib/vector
      graylog/graylog p=9000 u=1100:1100 d=/usr/share/graylog/data w=/usr/share/graylog s=y
      graylog/graylog-enterprise =graylog/graylog
      apm/apm-server p=8200 s=y
      zabbix/zabbix-server-mysql p=10051 s=y
      zabbix/zabbix-server-pgsql p=10051 s=y
      zabbix/zabbix-web-nginx-mysql p=8080,8443 s=y
      zabbix/zabbix-web-nginx-pgsql p=8080,8443 s=y
      zabbix/zabbix-agent p=10050 s=y
      zabbix/zabbix-agent2 p=10050 s=y
      statsd/statsd p=8125/udp,8126 s=y
      graphiteapp/graphite-statsd p=80,2003,2004,2013,2014,2023,2024,8080,8125,8125/udp,8126 s=y
      gotify/server p=80 d=/app/data w=/app s=y
      binwiederhier/ntfy p=80 u=root s=y
      containrrr/watchtower p=8080 u=root s=n
      amir20/dozzle p=8080 u=root s=n
      tecnativa/docker-socket-proxy p=2375 s=y
      docker#dind p=2375,2376 u=root d=/var/lib/docker s=y
      docker u=root s=y
      mailhog/mailhog p=1025,8025 u=1000 w=/home/mailhog s=y
      axllent/mailpit p=1025,1110,8025 u=root s=y
      maildev/maildev p=1025,1080 u=1000:1000 s=y
      djfarrelly/maildev p=25,80 s=y
      schickling/mailcatcher p=1025,1080 s=y
      sj26/mailcatcher p=1025,1080 s=y
      rnwood/smtp4dev p=25,80,143
      inbucket/inbucket p=1100,2500,9000
      namshi/smtp p=25 s=y
      boky/postfix p=587 s=y
      greenmail/standalone p=3025,3110,3143,3465,3993,3995,8080
      mailserver/docker-mailserver p=25,143,465,587,993 u=root d=/var/mail,/var/mail-state s=y
      localstack/localstack p=4510-4559,4566 u=root d=/var/lib/localstack s=y
      localstack/localstack-pro =localstack/localstack
      amazon/dynamodb-local p=8000 w=/home/dynamodblocal s=y
      softwaremill/elasticmq p=9324,9325
      softwaremill/elasticmq-native p=9324,9325
      selenium/hub p=4442,4443,4444 u=1200:1201 s=y
      selenium/standalone-chrome p=4444,5900,7900 u=1200:1201 s=y
      selenium/standalone-chromium =selenium/standalone-chrome
      selenium/standalone-firefox =selenium/standalone-chrome
      selenium/standalone-edge =selenium/standalone-chrome
      selenium/node-chrome p=5555,5900,7900 u=1200:1201 s=y
      selenium/node-chromium =selenium/node-chrome
      selenium/node-firefox =selenium/node-chrome
      selenium/node-edge =selenium/node-chrome
      browserless/chrome p=3000 s=y
      browserless/chromium p=3000 s=y
      wiremock/wiremock p=8080,8443 w=/home/wiremock s=y
      mockserver/mockserver p=1080
      stoplight/prism p=4010
      provectuslabs/kafka-ui p=8080 s=y
      kafbat/kafka-ui p=8080 s=y
      obsidiandynamics/kafdrop p=9000 s=y
      tchiotludo/akhq p=8080 s=y
      debezium/connect p=8083 s=y
      flink p=6123,8081 u=root>9999:9999 w=/opt/flink c=/opt/flink s=y
      apache/flink =flink
      apache/spark u=185 w=/opt/spark/work-dir s=y
      apache/nifi p=8000,8443,10000 u=1000:1000 w=/opt/nifi/nifi-current s=y
      apache/zeppelin p=8080 s=y
      trinodb/trino p=8080 u=1000:1000 s=y
      drone/drone p=80,443 d=/data
      woodpeckerci/woodpecker-server p=80,443,8000,9000 d=/var/lib/woodpecker
      concourse/concourse p=8080
      coturn/coturn p=3478,3478/udp,5349,5349/udp s=y
      cloudflare/cloudflared u=65532:65532 s=n
      """;
}
