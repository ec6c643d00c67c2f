/** Patches of objects. */
package dev.sild.patch;
