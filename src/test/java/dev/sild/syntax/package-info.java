/** What each foreign syntax makes of hostile text, by itself and in everything that Sild writes. */
package dev.sild.syntax;
