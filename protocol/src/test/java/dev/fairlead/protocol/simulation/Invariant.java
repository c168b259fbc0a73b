package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.dispatch.KeyView;
import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.message.Beat;
import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Outcome;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Promise;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.WriteEntry;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import dev.fairlead.protocol.ownership.Lease;
import dev.fairlead.protocol.ownership.LeaseRecord;
import dev.fairlead.protocol.worker.WorkerInput;
import java.util.Optional;

/**
 * Something that must hold at every step. It sees what happens, everywhere and at true time, and
 * throws a {@link Violation}. The numbers are those of the design.
 */
interface Invariant {

  /** Something happened; everything that belongs to it is done. */
  default void stepped(World world) {}

  /** The owner built a snapshot for a new attempt and sends it. */
  default void assigned(World world, SimulatedOwner owner, Assign assign) {}

  /** An owner gives a new attempt to a worker. */
  default void given(World world, SimulatedOwner owner, Incarnation worker, Token token) {}

  /** An attempt has come to its end at its worker. */
  default void ended(World world, Token token, Outcome outcome) {}

  /** An owner has taken in a report, for the first time. */
  default void over(World world, SimulatedOwner owner, Finished finished) {}

  /** The owner has taken in a reply about a token. */
  default void replied(World world, Token token, KeyView before, KeyView after) {}

  /** A cache says that it is complete up to a version. */
  default void progressed(World world, SimulatedCache cache, ResourceVersion version) {}

  /** The API server was restored from a backup: what was written after it is undone. */
  default void restored(World world) {}

  /** A Lease was written by a watcher. */
  default void leased(World world, Partition partition, Lease before, LeaseRecord record) {}

  /** A watcher begins to own. */
  default void begun(World world, SimulatedOwner owner) {}

  /** An owner sends a permit, or an assignment, which is one. */
  default void permits(World world, SimulatedOwner owner, Incarnation worker) {}

  /** A consistent read found an object. */
  default void settledPresent(World world, ObjectRef ref, ResourceVersion version) {}

  /** A consistent read found nothing. */
  default void settledAbsent(World world, ObjectRef ref) {}

  /** A worker takes in something. */
  default void received(World world, SimulatedWorker worker, WorkerInput input) {}

  /** A worker promises. */
  default void promised(World world, SimulatedWorker worker, Promise promise) {}

  /** A worker beats. */
  default void beaten(World world, SimulatedWorker worker, Beat beat) {}

  /** A worker starts an attempt. */
  default void started(World world, SimulatedWorker worker, Assign assign) {}

  /** A write passed the gate. */
  default void passedGate(World world, SimulatedWorker worker, Token token, long timeoutMillis) {}

  /** The server executed a write. */
  default void committed(
      World world, Token token, SimulatedWrite write, Optional<ObservedObject> before) {}

  /** A worker got the answer to a write that was executed in time. */
  default void acknowledged(World world, Token token, WriteEntry entry) {}
}
