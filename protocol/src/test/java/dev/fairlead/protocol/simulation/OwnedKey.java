package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.object.NamespacedName;

/** A key as one owner has it; its successor begins anew. */
record OwnedKey(SimulatedOwner owner, NamespacedName key) {}
