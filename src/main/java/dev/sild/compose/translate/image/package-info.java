/** Images, how they are built, and the resources and devices a container gets. */
package dev.sild.compose.translate.image;
