package dev.sild.model;

import java.util.Map;

/**
 * Figures of a component that Prometheus is to fetch.
 *
 * @param component whose
 * @param port at which port of its pods
 * @param path below which path
 * @param intervalSeconds how often; 0 for as often as Prometheus fetches others
 * @param labels by which a Prometheus finds this among others; who looks at annotations has no use for them
 */
public record Scrape(String component, Port port, String path, int intervalSeconds, Map<String, String> labels) {
  public Scrape {
    labels = Ordered.copyOf(labels);
  }
}
