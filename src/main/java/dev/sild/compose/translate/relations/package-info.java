/** How services relate: the names they are reached by, the order they start in, the namespaces and ports they share. */
package dev.sild.compose.translate.relations;
