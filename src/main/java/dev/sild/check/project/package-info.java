/** A project as rules see it. */
package dev.sild.check.project;
