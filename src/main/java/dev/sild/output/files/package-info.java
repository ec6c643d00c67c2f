/**
 * Writes files below a folder or at a path that the user typed: which places may be written, and how all files are
 * written or none. It knows nothing about layouts.
 */
package dev.sild.output.files;
