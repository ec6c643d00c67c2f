package dev.sild.model;

import java.util.Map;

/**
 * Figures of a component that Prometheus is to fetch.
 *
 * @param component whose
 * @param port at which port of its pods
 * @param path below which path
 * @param interval how often, as Prometheus spells durations, such as {@code 30s}; empty for as often as it fetches
 *     others. Annotations have no place for it
 * @param labels by which a Prometheus finds this among others. Annotations have no place for them
 */
public record Scrape(String component, Port port, String path, String interval, Map<String, String> labels) {
    public Scrape {
        labels = Ordered.copyOf(labels);
    }
}
