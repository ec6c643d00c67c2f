/** What should run, and what has to change for it. */
package dev.sild.play.plan;
