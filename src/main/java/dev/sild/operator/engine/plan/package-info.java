/** From desired and live objects to the steps that remain: what differs, who owns it, what cannot change. */
package dev.sild.operator.engine.plan;
