/**
 * Whether a process is ready to do its part. Each role adds named checks; whoever serves {@code
 * /readyz} reads them all.
 */
@NullMarked
package dev.fairlead.mesh.health;

import org.jspecify.annotations.NullMarked;
