/** What a stack reports of itself: conditions, phases, events. */
package dev.sild.operator.engine.status;
