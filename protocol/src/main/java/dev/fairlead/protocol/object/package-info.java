/**
 * Kubernetes objects as the protocol sees them: who they are, which version they have, whom they
 * belong to. The rest of an object stays a {@link dev.fairlead.protocol.object.Frame} of bytes that
 * only a worker decodes.
 */
@NullMarked
package dev.fairlead.protocol.object;

import org.jspecify.annotations.NullMarked;
