/** Small languages within image metadata: digits, durations, JSON lists, shell commands and variables. */
package dev.sild.images.text;
