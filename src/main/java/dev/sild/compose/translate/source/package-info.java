/**
 * What every stage of the translation reads: attributes with their positions, the ledger of what became of each, the
 * options, and which values are secrets.
 */
package dev.sild.compose.translate.source;
