/** The rules, grouped by what they look at. */
package dev.sild.check.rules;
