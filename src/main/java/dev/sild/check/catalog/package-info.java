/** The rules as values: their names, severities and texts, and what violates them. */
package dev.sild.check.catalog;
