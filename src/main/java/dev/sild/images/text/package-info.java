/** Small languages within image metadata: JSON lists, shell commands and variables. */
package dev.sild.images.text;
