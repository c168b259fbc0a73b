/**
 * The gateway over real HTTP, with a mesh whose watchers and status replicas say what a test wants.
 */
@NullMarked
package dev.fairlead.gateway;

import org.jspecify.annotations.NullMarked;
