/**
 * Source code that is mounted so that containers see changes at once: what an image has of it, and what it lacks.
 *
 * <p>It has more than 25 classes, since what code writes to is found in the forms of many frameworks, with a class for
 * each kind of form.
 */
package dev.sild.compose.translate.code;
