/**
 * What can be known about an image without pulling it: its Dockerfile where there is one, and one table of well-known
 * images; and how to read what people write about a container from outside: health commands, addresses.
 *
 * <p>Texts in, values out: nothing here reads a file, and nothing here knows compose or Kubernetes objects.
 */
package dev.sild.images;
