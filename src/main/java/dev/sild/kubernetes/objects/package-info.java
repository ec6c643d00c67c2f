/** What every kind of object is made with: names, labels, options, and trees of fields. */
package dev.sild.kubernetes.objects;
