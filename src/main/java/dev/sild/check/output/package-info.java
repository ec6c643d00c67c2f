/** The result of a check as text, JSON, SARIF, JUnit's XML and annotations of GitHub. */
package dev.sild.check.output;
