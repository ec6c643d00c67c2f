/**
 * Manifests as a Helm chart: values, templates and the secrets it asks for.
 *
 * <p>It has more than 25 classes, one for each subject of a chart (images, claims, routes, jobs, notes, …): each
 * decides both which values there are and which expressions use them, in one tree of values that all share, so that no
 * part of them can stand without the others.
 */
package dev.sild.output.chart;
