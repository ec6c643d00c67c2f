/** kompose's labels, read as kompose reads them. */
package dev.sild.compose.translate.kompose;
