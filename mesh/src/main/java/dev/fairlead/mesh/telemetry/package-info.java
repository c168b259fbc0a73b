/**
 * How a process is seen from outside: spans by OpenTelemetry, metrics by Micrometer in the
 * Prometheus format. {@link dev.fairlead.mesh.telemetry.Telemetry} reads the standard {@code
 * OTEL_*} variables; {@link dev.fairlead.mesh.telemetry.Spans} is all that a service needs to begin
 * a span and to pass its context on, as headers, to another process. Spans are sent only where an
 * endpoint is set, contexts flow always, and a collector that is away hurts nobody.
 */
@NullMarked
package dev.fairlead.mesh.telemetry;

import org.jspecify.annotations.NullMarked;
