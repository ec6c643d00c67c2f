/**
 * Applications played with podman on this machine, without a cluster: what must be there
 * ({@link dev.sild.play.plan.PlayPlan}), what is there ({@link dev.sild.play.state.LivePods}), what has to happen
 * ({@link dev.sild.play.plan.Changes}), and who does it ({@link dev.sild.play.Player}).
 *
 * <p>The state of a project is stored on podman's own objects, in labels and annotations
 * ({@link dev.sild.play.state.PlayLabels}); Sild keeps no file for it. The scene and the changes are values, made
 * without podman. podman itself is a program that {@link dev.sild.play.podman.Podman} alone starts, never through a
 * shell, and nothing secret is an argument of it.
 */
package dev.sild.play;
