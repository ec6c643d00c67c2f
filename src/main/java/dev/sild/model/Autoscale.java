package dev.sild.model;

import java.util.Optional;

/**
 * Between which numbers a component is scaled, and by what.
 *
 * @param min the least pods, at least 1
 * @param max the most pods
 * @param cpuPercent the share of the requested CPU time that pods are to use on average
 * @param memoryPercent the share of the requested memory that pods are to use on average
 */
public record Autoscale(int min, int max, Optional<Integer> cpuPercent, Optional<Integer> memoryPercent) {}
