/**
 * Pictures for browsers: {@link dev.sild.graph.web.SvgDiagram}, and {@link dev.sild.graph.web.HtmlPage} around it.
 * Neither refers to anything outside of itself.
 */
package dev.sild.graph.web;
