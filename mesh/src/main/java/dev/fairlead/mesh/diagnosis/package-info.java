/**
 * What a process can tell of its own JVM to somebody who looks for a cause: memory and what fills
 * it, garbage collections, threads and deadlocks, whether its event loops turn, open files, a
 * recording of the Flight Recorder. It is asked over the bus, whatever its roles are.
 */
@NullMarked
package dev.fairlead.mesh.diagnosis;

import org.jspecify.annotations.NullMarked;
