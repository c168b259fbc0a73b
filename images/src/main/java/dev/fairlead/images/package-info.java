/**
 * The image that the manifests name: a file system is put together, and Jib makes layers of it,
 * without a daemon. The same input gives the same bytes, whoever builds, wherever and whenever.
 */
@NullMarked
package dev.fairlead.images;

import org.jspecify.annotations.NullMarked;
