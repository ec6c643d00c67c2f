/**
 * Small languages within image metadata and in images: JSON lists, shell commands, variables, configurations of
 * servers.
 */
package dev.sild.images.text;
