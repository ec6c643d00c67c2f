/**
 * {@code sild pipeline}: the way of a project from a commit to a cluster, as the file of a CI system.
 * {@link dev.sild.pipeline.Pipeline} says what is to be done, {@link dev.sild.pipeline.ImageSteps} and
 * {@link dev.sild.pipeline.DeliverySteps} make steps of it, and one class per system writes them.
 */
package dev.sild.pipeline;
