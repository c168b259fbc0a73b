package dev.fairlead.sandbox.crd;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.store.Query;
import dev.fairlead.sandbox.store.Scope;
import dev.fairlead.sandbox.store.Store;
import dev.fairlead.sandbox.store.Stored;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Deletes all objects of a definition that goes; those with finalizers are asked to go. */
record InstanceDeletion(Store store, InstantSource clock) {

  /** Whether none is left. */
  boolean delete(Scope instances) {
    for (Stored stored : store.state(Query.of(instances)).items()) {
      delete(stored);
    }
    return !store.state(Query.of(instances).limit(1)).items().iterator().hasNext();
  }

  private void delete(Stored stored) {
    var metadata = stored.object().path("metadata");
    if (metadata.path("finalizers").isEmpty()) {
      store.delete(stored.key(), stored.revision());
    } else if (!metadata.hasNonNull("deletionTimestamp")) {
      ObjectNode marked = stored.object().deepCopy();
      Definition.child(marked, "metadata")
          .put("deletionTimestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
          .put("deletionGracePeriodSeconds", 0)
          .put("generation", metadata.path("generation").asLong() + 1);
      store.update(stored.key(), stored.revision(), marked);
    }
  }
}
