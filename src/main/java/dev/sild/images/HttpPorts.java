package dev.sild.images;

/**
 * What a port number says about the protocol behind it, from the <a
 * href="https://www.iana.org/assignments/service-names-port-numbers">IANA registry</a> and from what well-known servers
 * do. For deciding what may stand behind an HTTP route; the container's own word always wins.
 */
public final class HttpPorts {
  private HttpPorts() {}

  /** Whether servers that listen there nearly always speak HTTP or HTTPS. */
  public static boolean likelyHttp(int port) {
    return switch (port) {
      case 80, 81, 82, 88, 280, 443, 591, 631, 1337, 2368, 3000, 3001, 3002, 3003, 3030, 3100, 3333, 4000, 4040, 4173,
          4200, 4318, 4321, 4443, 4566, 5000, 5001, 5050, 5173, 5174, 5341, 5601, 5678, 5984, 6006, 6333, 6443, 7001,
          7474, 7700, 8000, 8001, 8002, 8008, 8010, 8025, 8042, 8065, 8069, 8080, 8081, 8082, 8083, 8084, 8085, 8086,
          8087, 8088, 8089, 8090, 8091, 8096, 8100, 8108, 8111, 8123, 8153, 8161, 8180, 8181, 8200, 8222, 8280, 8333,
          8384, 8428, 8443, 8444, 8448, 8500, 8501, 8529, 8545, 8686, 8761, 8787, 8800, 8834, 8880, 8888, 8889, 8983,
          8989, 9000, 9001, 9002, 9003, 9080, 9081, 9090, 9091, 9093, 9100, 9115, 9117, 9121, 9187, 9200, 9411, 9443,
          9696, 9898, 9980, 10000, 15672, 16686, 18080, 19999, 32400 -> true;
      default -> false;
    };
  }

  /** Whether servers that listen there nearly always speak something else than HTTP: databases, mail, brokers, gRPC. */
  public static boolean likelyOther(int port) {
    return switch (port) {
      case 20, 21, 22, 23, 25, 53, 67, 68, 69, 110, 111, 123, 137, 138, 139, 143, 161, 162, 179, 389, 445, 465, 514,
          548, 587, 636, 853, 873, 990, 993, 995, 1025, 1143, 1194, 1433, 1521, 1812, 1813, 1883, 1935, 2049, 2181,
          2222, 2525, 2888, 3268, 3306, 3307, 3389, 3478, 3888, 4222, 4317, 5060, 5061, 5222, 5269, 5353, 5432, 5433,
          5671, 5672, 5900, 6222, 6379, 6380, 6432, 6514, 6650, 7000, 7199, 7687, 8883, 9042, 9092, 9094, 9160, 9300,
          10050, 10051, 11211, 11212, 14250, 16379, 19530, 22000, 24224, 25565, 26257, 26379, 27015, 27017, 27018,
          27019, 28015, 33060, 50000, 50051, 51820, 61613, 61616 -> true;
      default -> false;
    };
  }
}
