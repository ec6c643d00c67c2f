package dev.sild.monitoring;

import dev.sild.model.Component;
import dev.sild.model.Endpoint;
import dev.sild.model.Files;
import dev.sild.model.Port;
import dev.sild.model.Volume;
import dev.sild.stack.Others;
import dev.sild.stack.SecretSeed;
import dev.sild.stack.Stores;
import dev.sild.v1alpha1.MonitoringStackSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a stack consists of, gathered component by component: each after those it calls. */
final class Parts {
  private final Frame frame;
  private final List<Component> components = new ArrayList<>();
  private final List<Endpoint> endpoints = new ArrayList<>();
  private final List<Volume> volumes = new ArrayList<>();
  private final List<Files> files = new ArrayList<>();
  private final Set<String> kept = new LinkedHashSet<>();
  private Optional<SecretSeed> seed = Optional.empty();

  private Parts(Frame frame) {
    this.frame = frame;
  }

  static Parts of(Frame frame) {
    Parts parts = new Parts(frame);
    MonitoringStackSpec spec = frame.spec();
    if (spec.getLoki().getEnabled()) {
      LokiComponent loki = new LokiComponent(frame);
      parts.add(loki.component(), Frame.LOKI, LokiComponent.PORT, loki.volumes(), List.of(loki.files()));
      parts.keep(Frame.LOKI, loki.isKept());
    }
    if (spec.getCadvisor().getEnabled()) {
      CadvisorComponent cadvisor = new CadvisorComponent(frame);
      parts.add(cadvisor.component(), Frame.CADVISOR, CadvisorComponent.PORT, cadvisor.volumes(), List.of());
    }
    if (spec.getLogs().getEnabled()) {
      LogsComponent logs = new LogsComponent(frame);
      parts.add(logs.component(), Frame.LOGS, LogsComponent.PORT, logs.volumes(), List.of(logs.files()));
    }
    if (spec.getPrometheus().getEnabled()) {
      PrometheusComponent prometheus = new PrometheusComponent(frame);
      parts.add(prometheus.component(), Frame.PROMETHEUS, PrometheusComponent.PORT, prometheus.volumes(), prometheus.files());
      parts.keep(Frame.PROMETHEUS, prometheus.isKept());
    }
    if (spec.getGrafana().getEnabled()) {
      parts.grafana();
    }
    parts.files.addAll(Others.referredTo(parts.components, parts.files));
    return parts;
  }

  private void grafana() {
    GrafanaComponent grafana = new GrafanaComponent(frame);
    components.add(grafana.component());
    endpoints.add(grafana.endpoint());
    volumes.addAll(grafana.volumes());
    files.addAll(grafana.files());
    seed = grafana.seed();
    keep(Frame.GRAFANA, grafana.isKept());
    // The password opens what the claim holds.
    seed.filter(made -> grafana.isKept()).ifPresent(made -> kept.add(made.name()));
  }

  private void add(Component component, String name, Port port, List<Volume> itsVolumes, List<Files> itsFiles) {
    components.add(component);
    endpoints.add(new Endpoint(name, List.of(name), List.of(port), false, false, Map.of(), Map.of()));
    volumes.addAll(itsVolumes);
    files.addAll(itsFiles);
  }

  private void keep(String component, boolean isKept) {
    if (isKept) {
      kept.add(Stores.ownClaim(frame.naming(), component));
    }
  }

  List<Component> components() {
    return components;
  }

  List<Endpoint> endpoints() {
    return endpoints;
  }

  List<Volume> volumes() {
    return volumes;
  }

  List<Files> files() {
    return files;
  }

  List<SecretSeed> seeds() {
    return seed.stream().toList();
  }

  /** Returns the names of the objects that outlive their component and the stack. */
  Set<String> kept() {
    return kept;
  }
}
