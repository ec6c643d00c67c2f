/**
 * Why the output of a conversion is as it is: where each object and field comes from in the compose files, as comments
 * in the YAML, and the stories of attributes, as pages of text.
 */
package dev.sild.explain;
