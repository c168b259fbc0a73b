/**
 * The mesh as people and programs see it: REST in JSON, metrics, health. The gateway knows nothing
 * itself. It hears who is present, asks watchers and status replicas over the bus, and writes what
 * they answer in the shapes that {@code /openapi.json} describes.
 *
 * <p>A request goes through {@link dev.fairlead.gateway.GatewayVerticle}, which wires, to an
 * endpoint of {@code ApiEndpoints} or {@code OperationsEndpoints}; that asks by {@code MeshClient}
 * and gives an {@code Answer}, which may be a {@code Problem}; {@code Responder} writes it.
 */
@NullMarked
package dev.fairlead.gateway;

import org.jspecify.annotations.NullMarked;
