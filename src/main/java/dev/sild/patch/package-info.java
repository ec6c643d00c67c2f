/** Changes of rendered objects that the user writes: strategic merge patches and JSON patches, checked by the API. */
package dev.sild.patch;
