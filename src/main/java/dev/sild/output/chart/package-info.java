/** Manifests as a Helm chart: values, templates and the secrets it asks for. */
package dev.sild.output.chart;
