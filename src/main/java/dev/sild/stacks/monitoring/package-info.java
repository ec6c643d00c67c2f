/**
 * From a MonitoringStack to an {@link dev.sild.model.Application}: Prometheus, Grafana, Loki, cAdvisor and the agent
 * that ships the pods' logs, with the configuration of each. Pure: no client, clock or random number; the rules and
 * dashboards are packed with the classes.
 */
package dev.sild.stacks.monitoring;
