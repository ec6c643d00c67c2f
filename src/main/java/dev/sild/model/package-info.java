/**
 * The narrow waist: an {@link dev.sild.model.Application} and its parts, as immutable values.
 *
 * <p>Every front end (compose files, command lines, custom resources) ends in one {@code Application} and every back
 * end starts from one. What lives here says what an application <em>is</em>; how Kubernetes spells it is the business
 * of {@code dev.sild.kubernetes}. This package imports nothing else of ours, and no Kubernetes type.
 *
 * <p>It is one flat package on purpose: its classes are one vocabulary that every other package speaks, most of them
 * are small records, and parts of it refer to each other ({@code Component} to {@code Container}, {@code Volume} and
 * {@code Port}), so that sub-packages would use each other in a circle.
 */
package dev.sild.model;
