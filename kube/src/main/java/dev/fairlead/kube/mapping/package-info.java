/**
 * Which kinds and resources a server has. Manifests name kinds, paths name resources; a RESTMapper
 * leads from one to the other by what the server says of itself, and learns of new ones when they
 * are asked for.
 */
@NullMarked
package dev.fairlead.kube.mapping;

import org.jspecify.annotations.NullMarked;
