/**
 * {@code sild graph}: an application as a picture of who talks to whom. {@link dev.sild.graph.Graph} is the picture as
 * a value, and one class for each language writes it. What a browser shows is in {@code layout} and {@code web}.
 */
package dev.sild.graph;
