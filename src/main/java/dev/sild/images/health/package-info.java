/** Health checks of images, and the HTTP requests within them. */
package dev.sild.images.health;
