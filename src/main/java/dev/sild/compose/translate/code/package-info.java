/** Source code that is mounted so that containers see changes at once: what an image has of it, and what it lacks. */
package dev.sild.compose.translate.code;
