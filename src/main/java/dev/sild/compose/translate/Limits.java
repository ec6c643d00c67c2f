package dev.sild.compose.translate;

import dev.sild.model.Resources;
import dev.sild.report.Code;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a service may use.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/deploy/#resources">resources</a>
 */
final class Limits {
  private Limits() {}

  /** Reads {@code deploy.resources} and the older attributes beside it. */
  static Resources of(Attribute service) {
    Attribute resources = service.get("deploy").get("resources");
    Map<String, String> limits = new LinkedHashMap<>();
    Map<String, String> requests = new LinkedHashMap<>();
    put(limits, "cpu", cpus(service, resources));
    put(limits, "memory", first(resources.get("limits").get("memory"), service.get("mem_limit")));
    put(requests, "cpu", Quantities.cpus(resources.get("reservations").get("cpus").string()));
    put(requests, "memory", first(resources.get("reservations").get("memory"), service.get("mem_reservation")));
    gpus(resources.get("reservations").get("devices")).ifPresent(count -> limits.put("nvidia.com/gpu", count));
    for (String name : requests.keySet()) {
      String limit = limits.get(name);
      if (limit != null && amount(requests.get(name)).compareTo(amount(limit)) > 0) {
        resources.note(Code.APPROXIMATED, "Kubernetes refuses to keep more " + name + " free than the limit of " + limit
            + ": that much is kept free", "lower the reservation");
        requests.put(name, limit);
      }
    }
    return new Resources(limits, requests);
  }

  private static String cpus(Attribute service, Attribute resources) {
    String deployed = Quantities.cpus(resources.get("limits").get("cpus").string());
    String plain = Quantities.cpus(service.get("cpus").string());
    Optional<Long> quota = service.get("cpu_quota").number().filter(value -> value > 0);
    long period = Quantities.millis(service.get("cpu_period").string()).map(millis -> millis * 1000)
        .or(() -> service.get("cpu_period").number()).filter(value -> value > 0).orElse(100_000L);
    String fromQuota = quota.map(value -> Quantities.cpus(
        BigDecimal.valueOf(value).divide(BigDecimal.valueOf(period), 3, java.math.RoundingMode.CEILING)
            .toPlainString())).orElse("");
    return !deployed.isEmpty() ? deployed : !plain.isEmpty() ? plain : fromQuota;
  }

  private static String first(Attribute deployed, Attribute plain) {
    String quantity = Quantities.bytes(deployed.string());
    String older = Quantities.bytes(plain.string());
    return quantity.isEmpty() ? older : quantity;
  }

  private static void put(Map<String, String> map, String name, String quantity) {
    if (!quantity.isEmpty()) {
      map.put(name, quantity);
    }
  }

  private static Optional<String> gpus(Attribute devices) {
    for (Attribute device : devices.items()) {
      boolean gpu = device.get("capabilities").strings().contains("gpu");
      String driver = device.get("driver").string();
      Attribute count = device.get("count");
      if (!gpu || !(driver.isEmpty() || driver.equals("nvidia"))) {
        device.found(Code.NOT_CARRIED, "only nvidia's gpus have a name in Kubernetes", "");
        continue;
      }
      Optional<Long> number = count.number().filter(value -> value > 0);
      if (number.isEmpty()) {
        count.note(Code.APPROXIMATED, "a pod cannot ask for all gpus of a node: it asks for one", "give their number");
      }
      return Optional.of(Long.toString(number.orElse(1L)));
    }
    return Optional.empty();
  }

  private static BigDecimal amount(String quantity) {
    int end = quantity.length();
    while (end > 0 && !Character.isDigit(quantity.charAt(end - 1))) {
      end--;
    }
    BigDecimal number = new BigDecimal(quantity.substring(0, end));
    return switch (quantity.substring(end)) {
      case "m" -> number.movePointLeft(3);
      case "Ki" -> number.multiply(BigDecimal.valueOf(1L << 10));
      case "Mi" -> number.multiply(BigDecimal.valueOf(1L << 20));
      case "Gi" -> number.multiply(BigDecimal.valueOf(1L << 30));
      case "Ti" -> number.multiply(BigDecimal.valueOf(1L << 40));
      default -> number;
    };
  }
}
