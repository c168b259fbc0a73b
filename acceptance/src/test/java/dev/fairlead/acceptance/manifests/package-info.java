/** What {@code k8s} holds, rendered as a user renders it, and what has to be true of it. */
@NullMarked
package dev.fairlead.acceptance.manifests;

import org.jspecify.annotations.NullMarked;
