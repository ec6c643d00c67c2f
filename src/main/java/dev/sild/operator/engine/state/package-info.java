/** The values a plan is made of: desired and live objects, their fields, and the steps between them. */
package dev.sild.operator.engine.state;
