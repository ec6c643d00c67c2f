/** What the API server says: children, references, and the kinds it serves. */
package dev.sild.operator.engine.observe;
