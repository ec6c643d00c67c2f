/** What a project becomes in each layout, over all examples and golden projects, and what a second run changes. */
package dev.sild.layout;
