/** Where everything in a picture is: {@link dev.sild.graph.layout.Layout}, computed by the Eclipse Layout Kernel. */
package dev.sild.graph.layout;
