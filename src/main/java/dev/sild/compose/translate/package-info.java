/**
 * What each attribute of a compose project becomes in an {@link dev.sild.model.Application}. Every attribute is read
 * through {@link dev.sild.compose.translate.source.Attribute}, which remembers that it was: what nobody read is
 * reported, so nothing is lost in silence.
 */
package dev.sild.compose.translate;
