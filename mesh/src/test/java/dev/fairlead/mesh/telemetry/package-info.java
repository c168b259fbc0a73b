@NullMarked
package dev.fairlead.mesh.telemetry;

import org.jspecify.annotations.NullMarked;
