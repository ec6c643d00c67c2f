/** Support bundles: what is known of a stack, without secrets. */
package dev.sild.cli.bundle;
