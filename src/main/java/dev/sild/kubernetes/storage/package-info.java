/** Claims, volumes of NFS servers, ConfigMaps and Secrets with files, and how volumes are seeded. */
package dev.sild.kubernetes.storage;
