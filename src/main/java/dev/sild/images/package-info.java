/**
 * What can be known about an image without pulling it: its Dockerfile where there is one, and one table of
 * well-known images.
 */
package dev.sild.images;
