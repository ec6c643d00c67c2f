package dev.sild.images;

/** Databases, caches, search engines and brokers; {@link ImageTable} says how a line is read. */
final class DatabaseImages {
    private DatabaseImages() {}

    /** Whether a line of the table is about {@code name}. */
    static boolean has(String name) {
        String table = "\n" + TABLE;
        return table.contains("\n" + name + " ") || table.contains("\n" + name + "#");
    }

    static final String TABLE = """
      postgres#18+alpine p=5432 u=root>70:70 d=/var/lib/postgresql s=y n=postgres:70:70
      postgres#18 p=5432 u=root>999:999 d=/var/lib/postgresql s=y n=postgres:999:999
      postgres#19+alpine p=5432 u=root>70:70 d=/var/lib/postgresql s=y n=postgres:70:70
      postgres#19 p=5432 u=root>999:999 d=/var/lib/postgresql s=y n=postgres:999:999
      postgres#latest p=5432 u=root>999:999 d=/var/lib/postgresql,/var/lib/postgresql/data lost+found s=y
      postgres#alpine p=5432 u=root>70:70 d=/var/lib/postgresql/data lost+found s=y n=postgres:70:70
      postgres p=5432 u=root>999:999 d=/var/lib/postgresql/data lost+found s=y n=postgres:999:999
      postgis/postgis =postgres
      pgvector/pgvector#pg18 p=5432 u=root>999:999 d=/var/lib/postgresql s=y n=postgres:999:999
      pgvector/pgvector p=5432 u=root>999:999 d=/var/lib/postgresql/data lost+found s=y n=postgres:999:999
      ankane/pgvector =pgvector/pgvector
      tensorchord/pgvecto-rs =pgvector/pgvector
      timescale/timescaledb#pg18 p=5432 u=root>70:70 d=/var/lib/postgresql s=y n=postgres:70:70
      timescale/timescaledb p=5432 u=root>70:70 d=/var/lib/postgresql/data lost+found s=y n=postgres:70:70
      timescale/timescaledb-ha p=5432 u=1000:1000 s=y
      supabase/postgres p=5432 d=/var/lib/postgresql/data lost+found s=y
      edoburu/pgbouncer p=5432 u=70:70 s=y
      mysql p=3306,33060 u=root>999:999 d=/var/lib/mysql lost+found s=y n=mysql:999:999
      mysql/mysql-server p=3306,33060,33061 d=/var/lib/mysql lost+found s=y
      mariadb p=3306 u=root>999:999 d=/var/lib/mysql lost+found s=y n=mysql:999:999
      percona#5 p=3306 d=/var/lib/mysql lost+found s=y
      percona p=3306,33060 u=1001:1001 d=/var/lib/mysql,/var/log/mysql lost+found s=y
      percona/percona-server =percona
      percona/percona-server-mongodb p=27017 u=1001:0 d=/data/db s=y
      percona/percona-xtradb-cluster p=3306,4567,4568,33060 u=1001:1001 d=/var/lib/mysql,/var/log/mysql lost+found s=y
      yobasystems/alpine-mariadb p=3306 d=/var/lib/mysql lost+found s=y
      proxysql/proxysql p=6032,6033 s=y
      mongo p=27017 u=root>999:999 d=/data/db,/data/configdb s=y n=mongodb:999:999
      mongodb/mongodb-community-server p=27017 d=/data/db s=y
      redis#alpine p=6379 u=root>999:1000 d=/data w=/data s=y n=redis:999:1000
      redis p=6379 u=root>999:999 d=/data w=/data s=y n=redis:999:999
      redis/redis-stack p=6379,8001 d=/data s=y
      redis/redis-stack-server p=6379 d=/data s=y
      redislabs/redismod p=6379 d=/data s=y
      valkey/valkey#alpine p=6379 u=root>999:1000 d=/data w=/data s=y n=valkey:999:1000
      valkey/valkey p=6379 u=root>999:999 d=/data w=/data s=y n=valkey:999:999
      eqalpha/keydb p=6379 d=/data w=/data s=y
      dragonflydb/dragonfly p=6379 d=/data w=/data s=y
      memcached p=11211 u=11211:11211 s=y n=memcache:11211:11211
      cassandra p=7000,7001,7199,9042,9160 u=root>999:999 d=/var/lib/cassandra s=y n=cassandra:999:999
      scylladb/scylla p=7000,7001,9042,9160,9180,10000 d=/var/lib/scylla s=y
      couchdb p=4369,5984,9100 u=root>5984:5984 d=/opt/couchdb/data s=y n=couchdb:5984:5984
      apache/couchdb =couchdb
      influxdb#1 p=8086 d=/var/lib/influxdb s=y
      influxdb#3 p=8181 u=1500:1500 s=y
      influxdb#2 p=8086 u=root>1000:1000 d=/var/lib/influxdb2,/etc/influxdb2 s=y
      influxdb#core p=8181 s=y
      influxdb p=8086 s=y
      neo4j p=7473,7474,7687 u=root>7474:7474 d=/data,/logs w=/var/lib/neo4j s=y n=neo4j:7474:7474
      clickhouse p=8123,9000,9009 u=root>101:101 d=/var/lib/clickhouse s=y n=clickhouse:101:101
      clickhouse/clickhouse-server =clickhouse
      yandex/clickhouse-server =clickhouse
      cockroachdb/cockroach p=8080,26257 u=root d=/cockroach/cockroach-data w=/cockroach s=y
      elasticsearch#7 p=9200,9300 u=root>1000:0 d=/usr/share/elasticsearch/data w=/usr/share/elasticsearch s=y
      elasticsearch p=9200,9300 u=1000:0 d=/usr/share/elasticsearch/data w=/usr/share/elasticsearch s=y
      elasticsearch/elasticsearch =elasticsearch
      elasticsearch/elasticsearch-oss =elasticsearch
      kibana p=5601 u=1000 d=/usr/share/kibana/data w=/usr/share/kibana s=y
      kibana/kibana =kibana
      logstash p=5044,9600 u=1000 d=/usr/share/logstash/data w=/usr/share/logstash s=y
      logstash/logstash =logstash
      opensearchproject/opensearch p=9200,9300,9600,9650 u=1000:1000 d=/usr/share/opensearch/data s=y
      opensearchproject/opensearch-dashboards p=5601 u=1000:1000 w=/usr/share/opensearch-dashboards s=y
      solr p=8983 u=8983:8983 d=/var/solr w=/opt/solr s=y
      getmeili/meilisearch p=7700 u=root d=/meili_data w=/meili_data s=y
      typesense/typesense p=8108 u=root s=y
      qdrant/qdrant#unprivileged p=6333,6334 u=1000 d=/qdrant/storage,/qdrant/snapshots w=/qdrant s=y
      qdrant/qdrant p=6333,6334 u=root d=/qdrant/storage,/qdrant/snapshots w=/qdrant s=y
      milvusdb/milvus p=9091,19530 d=/var/lib/milvus s=y
      semitechnologies/weaviate p=8080,50051 u=root d=/var/lib/weaviate s=y
      chromadb/chroma p=8000
      surrealdb/surrealdb p=8000
      rethinkdb p=8080,28015,29015 u=root d=/data w=/data s=y
      arangodb p=8529 d=/var/lib/arangodb3,/var/lib/arangodb3-apps s=y
      arangodb/arangodb =arangodb
      crate p=4200,4300,5432 d=/data s=y
      orientdb p=2424,2480 d=/orientdb/backup,/orientdb/databases,/orientdb/config s=y
      questdb/questdb p=8812,9000,9003,9009 d=/var/lib/questdb s=y
      dgraph/dgraph p=8080,9080 s=y
      memgraph/memgraph p=7687 d=/var/lib/memgraph s=y
      tarantool/tarantool p=3301 d=/var/lib/tarantool s=y
      mssql/server p=1433 u=10001 d=/var/opt/mssql s=y
      gvenzl/oracle-xe p=1521 u=54321:54321 d=/opt/oracle/oradata s=y
      gvenzl/oracle-free p=1521 u=54321:54321 d=/opt/oracle/oradata s=y
      database/free p=1521 u=54321:54321 d=/opt/oracle/oradata s=y
      database/express p=1521,5500 u=54321:54321 d=/opt/oracle/oradata s=y
      db2_community/db2 p=50000 d=/database s=y
      coreos/etcd p=2379,2380 u=root
      etcd-development/etcd p=2379,2380 u=root
      registry.k8s.io/etcd p=2379,2380 u=root
      consul p=8300,8301,8301/udp,8302,8302/udp,8500,8600,8600/udp u=root>100:1000 d=/consul/data s=y
      hashicorp/consul =consul
      vault p=8200 u=root>100:1000 d=/vault/logs,/vault/file s=y
      hashicorp/vault =vault
      openbao/openbao p=8200 u=root>100:1000 d=/openbao/logs,/openbao/file s=y
      zookeeper p=2181,2888,3888,8080 u=root>1000:1000 d=/data,/datalog,/logs s=y
      apache/kafka p=9092 u=1000:1000 d=/var/lib/kafka/data,/etc/kafka/secrets,/mnt/shared/config lost+found s=y
      apache/kafka-native =apache/kafka
      confluentinc/cp-kafka p=9092 u=1000:1000 d=/var/lib/kafka/data,/etc/kafka/secrets lost+found s=y
      confluentinc/cp-server p=9092 u=1000:1000 d=/var/lib/kafka/data,/etc/kafka/secrets lost+found s=y
      confluentinc/confluent-local p=8082,9092 u=1000:1000 s=y
      confluentinc/cp-zookeeper p=2181,2888,3888 u=1000:1000 d=/var/lib/zookeeper/data,/var/lib/zookeeper/log s=y
      confluentinc/cp-schema-registry p=8081 u=1000:1000 s=y
      confluentinc/cp-kafka-rest p=8082 u=1000:1000 s=y
      confluentinc/cp-kafka-connect p=8083 u=1000:1000 s=y
      confluentinc/cp-kafka-connect-base p=8083 u=1000:1000 s=y
      confluentinc/cp-ksqldb-server p=8088 s=y
      confluentinc/ksqldb-server p=8088 s=y
      confluentinc/cp-enterprise-control-center p=9021 u=1000:1000 s=y
      redpandadata/redpanda p=8081,8082,9092,9644 u=101:101 d=/var/lib/redpanda/data s=y
      vectorized/redpanda =redpandadata/redpanda
      redpandadata/console p=8080
      wurstmeister/zookeeper p=2181,2888,3888 s=y
      rabbitmq#management+alpine p=4369,5671,5672,15671,15672,15691,15692,25672 u=root>100:101 d=/var/lib/rabbitmq s=y
      rabbitmq#management p=4369,5671,5672,15671,15672,15691,15692,25672 u=root>999:999 d=/var/lib/rabbitmq s=y
      rabbitmq#alpine p=4369,5671,5672,15691,15692,25672 u=root>100:101 d=/var/lib/rabbitmq s=y
      rabbitmq p=4369,5671,5672,15691,15692,25672 u=root>999:999 d=/var/lib/rabbitmq s=y n=rabbitmq:999:999
      nats#alpine p=4222,6222,8222 u=root s=y
      nats p=4222,6222,8222 u=root s=n w=/
      nats-streaming#alpine p=4222,8222 s=y
      nats-streaming p=4222,8222 s=n
      eclipse-mosquitto p=1883 u=root>1883:1883 d=/mosquitto/data,/mosquitto/log c=/mosquitto/config s=y
      emqx p=1883,4370,5369,8083,8084,8883,18083 u=1000:1000 d=/opt/emqx/log,/opt/emqx/data w=/opt/emqx s=y
      emqx/emqx =emqx
      apache/activemq-classic p=1883,5672,8161,61613,61614,61616 s=y
      apache/activemq-artemis p=1883,5445,5672,8161,9404,61613,61616 u=1001:1001 d=/var/lib/artemis-instance s=y
      apachepulsar/pulsar p=6650,8080 u=10000:0 d=/pulsar/data w=/pulsar s=y
      minio/minio p=9000 u=root d=/data s=y
      azure-storage/azurite p=10000,10001,10002 d=/data s=y
      victoriametrics/victoria-metrics p=8428 d=/victoria-metrics-data
      bitnami/postgresql p=5432 u=1001:0 d=/bitnami/postgresql s=y
      bitnami/postgresql-repmgr p=5432 u=1001:0 d=/bitnami/postgresql s=y
      bitnami/pgbouncer p=6432 u=1001:0 s=y
      bitnami/pgpool p=5432 u=1001:0 s=y
      bitnami/mysql p=3306 u=1001:0 d=/bitnami/mysql s=y
      bitnami/mariadb p=3306 u=1001:0 d=/bitnami/mariadb s=y
      bitnami/mariadb-galera p=3306,4444,4567,4568 u=1001:0 d=/bitnami/mariadb s=y
      bitnami/mongodb p=27017 u=1001:0 d=/bitnami/mongodb s=y
      bitnami/redis p=6379 u=1001:0 d=/bitnami/redis/data s=y
      bitnami/redis-cluster p=6379 u=1001:0 d=/bitnami/redis/data s=y
      bitnami/redis-sentinel p=26379 u=1001:0 s=y
      bitnami/valkey p=6379 u=1001:0 d=/bitnami/valkey/data s=y
      bitnami/memcached p=11211 u=1001:0 s=y
      bitnami/cassandra p=7000,9042 u=1001:0 d=/bitnami/cassandra s=y
      bitnami/elasticsearch p=9200,9300 u=1001:0 d=/bitnami/elasticsearch/data s=y
      bitnami/opensearch p=9200,9300 u=1001:0 d=/bitnami/opensearch/data s=y
      bitnami/kafka p=9092 u=1001:0 d=/bitnami/kafka s=y
      bitnami/zookeeper p=2181,2888,3888,8080 u=1001:0 d=/bitnami/zookeeper s=y
      bitnami/rabbitmq p=4369,5551,5552,5671,5672,15671,15672,25672 u=1001:0 d=/bitnami/rabbitmq/mnesia s=y
      bitnami/etcd p=2379,2380 u=1001:0 d=/bitnami/etcd s=y
      bitnami/minio p=9000,9001 u=1001:0 d=/bitnami/minio/data s=y
      bitnami/nginx p=8080,8443 u=1001:0 s=y
      bitnami/apache p=8080,8443 u=1001:0 s=y
      bitnami/wordpress p=8080,8443 u=1001:0 d=/bitnami/wordpress s=y
      bitnami/keycloak p=8080,8443 u=1001:0 s=y
      bitnami/prometheus p=9090 u=1001:0 s=y
      bitnami/grafana p=3000 u=1001:0 s=y
      """;
}
