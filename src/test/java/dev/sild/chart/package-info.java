/**
 * The operator's chart, helm/sild, as Helm itself reads it: in this process, with neither a cluster nor the network.
 */
package dev.sild.chart;
