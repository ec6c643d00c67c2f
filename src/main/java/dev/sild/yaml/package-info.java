/**
 * YAML text as trees of {@link dev.sild.yaml.Node nodes} that know their file, line and column. What a document may
 * cost is bounded; how its scalars and tags are read is a {@link dev.sild.yaml.Dialect}, since no two programs agree on
 * that. Opens no file and knows no format that is written as YAML.
 */
package dev.sild.yaml;
