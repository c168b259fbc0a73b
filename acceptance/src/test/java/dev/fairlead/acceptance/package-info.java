/**
 * The whole of Fairlead on a real API server, as its users have it: the process with all roles
 * under the least privileges of {@code k8s/base}, asked through the API server and the gateway.
 */
@NullMarked
package dev.fairlead.acceptance;

import org.jspecify.annotations.NullMarked;
