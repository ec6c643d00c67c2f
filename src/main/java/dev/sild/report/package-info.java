/**
 * What is reported to the user besides the result: findings with a place, a reason and a remedy, and the formats in
 * which they are printed. A loss is a value here, never a log line.
 *
 * <p>It has more than 25 classes, since all formats share the codes, the findings and how they are grouped.
 */
package dev.sild.report;
