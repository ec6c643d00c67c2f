/**
 * The ways in which people describe containers besides compose files. Each ends in the tree of a compose file, with the
 * place of each part in its own source, so that everything else works on it without knowing.
 */
package dev.sild.inputs;
