/**
 * What can be known about an image without pulling it: its Dockerfile where there is one, and one table of well-known
 * images; and how to read what people write about a container from outside: health commands, addresses.
 *
 * <p>Texts in, values out: nothing here reads a file, and nothing here knows compose or Kubernetes objects.
 *
 * <p>It has more than 25 classes, since reading a Dockerfile and the table give the same facts, which both build up in
 * one place; what reads a single kind of text has a package below.
 */
package dev.sild.images;
