/** The ways in which people describe containers besides compose files. */
package dev.sild.inputs;
