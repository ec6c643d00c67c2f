/** The only package that opens files of a project. */
package dev.sild.compose.load.files;
