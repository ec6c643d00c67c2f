/** Projects that are made to exhaust the machine that converts them. */
package dev.sild.limits;
