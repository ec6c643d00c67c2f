/**
 * Images, how they are built, and the resources and devices a container gets.
 *
 * <p>It has more than 25 classes, since each thing that people do by hand for a program of an image (install packages,
 * make a key, set a password, give it an engine) has a class that reads the same files of its process.
 */
package dev.sild.compose.translate.image;
