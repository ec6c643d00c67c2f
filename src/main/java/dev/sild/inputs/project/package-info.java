/** A compose file in the making: what readers of other inputs find, with the place of each part. */
package dev.sild.inputs.project;
