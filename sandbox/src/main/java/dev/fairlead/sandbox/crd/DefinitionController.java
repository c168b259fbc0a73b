package dev.fairlead.sandbox.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.apply.FieldManagement;
import dev.fairlead.sandbox.apply.FieldWrite;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.KindRegistry;
import dev.fairlead.sandbox.store.Changes;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Listing;
import dev.fairlead.sandbox.store.Query;
import dev.fairlead.sandbox.store.Scope;
import dev.fairlead.sandbox.store.Store;
import dev.fairlead.sandbox.store.Stored;
import dev.fairlead.sandbox.store.Written;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the definitions in the store: gives them their names, serves their kinds, and when one is
 * deleted, deletes its objects before it goes. Works on a virtual thread of its own, so that a
 * definition is served a moment after it was created, as by kube-apiserver.
 */
public final class DefinitionController implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DefinitionController.class);
  private static final int CHANGES_PER_READ_MAX = 1_000;
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final Store store;
  private final KindRegistry kinds;
  private final BinaryOperator<ObjectNode> managed;
  private final InstantSource clock;
  private final Map<String, Serving> serving = new HashMap<>();
  private final Map<String, Changes> open = new HashMap<>();
  private final Set<String> ending = new HashSet<>();
  private boolean closed;

  /** What a definition's kinds were made from, to leave them alone while it stays the same. */
  private record Serving(JsonNode spec, JsonNode names, boolean terminating) {}

  public DefinitionController(
      Store store, KindRegistry kinds, FieldManagement fields, InstantSource clock) {
    this(store, kinds, (live, updated) -> managed(kinds, fields, clock, live, updated), clock);
  }

  /**
   * @param managed makes of the object as it stands and as it is to be the latter with its
   *     managedFields
   */
  DefinitionController(
      Store store, KindRegistry kinds, BinaryOperator<ObjectNode> managed, InstantSource clock) {
    this.store = store;
    this.kinds = kinds;
    this.managed = managed;
    this.clock = clock;
  }

  private static ObjectNode managed(
      KindRegistry kinds,
      FieldManagement fields,
      InstantSource clock,
      ObjectNode live,
      ObjectNode updated) {
    Kind kind =
        kinds
            .resource("apiextensions.k8s.io", "v1", "customresourcedefinitions")
            .orElseThrow(() -> new IllegalStateException("definitions are no kind"));
    return fields.update(
        new FieldWrite(kind, "status", "kube-apiserver", List.of("spec"), clock.instant()),
        Optional.of(live),
        updated);
  }

  /** Serves what is in the store already, then follows it. */
  public void start() {
    long revision = reconcileAll();
    Thread.ofVirtual().name("sandbox-definitions").start(() -> follow(revision));
  }

  private void follow(long first) {
    long revision = first;
    try {
      while (true) {
        if (isClosedAfter(Scope.all(Definition.COLLECTION), revision)) {
          return;
        }
        revision = reconcileAll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("custom kinds no longer follow their definitions; restart the sandbox", e);
    }
  }

  /** Waits for a change in the scope; whether the controller was closed meanwhile. */
  private boolean isClosedAfter(Scope scope, long revision) throws InterruptedException {
    try (Changes changes = store.changes(scope, revision)) {
      synchronized (this) {
        if (closed) {
          return true;
        }
        open.put(scope.collection(), changes);
      }
      return changes.read(CHANGES_PER_READ_MAX, PATIENCE) instanceof Changes.Read.Closed;
    }
  }

  /** Brings all definitions forward until there is nothing to do; answers the revision seen. */
  private synchronized long reconcileAll() {
    while (true) {
      Listing.Page page = store.state(Query.of(Scope.all(Definition.COLLECTION)));
      List<Stored> all = new ArrayList<>();
      page.items().forEach(all::add);
      serve(all);
      boolean wrote = false;
      for (Stored stored : all) {
        wrote |= reconcile(stored, all);
      }
      if (!wrote) {
        return page.revision();
      }
    }
  }

  private void serve(List<Stored> all) {
    Set<String> gone = new HashSet<>(serving.keySet());
    for (Stored stored : all) {
      Definition definition = new Definition(stored.object());
      if (definition.is(Definition.NAMES_ACCEPTED) || definition.is(Definition.ESTABLISHED)) {
        gone.remove(definition.name());
        Serving now =
            new Serving(
                definition.spec(),
                definition.acceptedNames(),
                definition.is(Definition.TERMINATING));
        if (!now.equals(serving.put(definition.name(), now))) {
          kinds.serve(definition.name(), DefinedKinds.of(stored.object()));
        }
      }
    }
    for (String name : gone) {
      serving.remove(name);
      kinds.serve(name, List.of());
    }
  }

  /** Takes one step with a definition; whether there was one to take. */
  private boolean reconcile(Stored stored, List<Stored> all) {
    Definition definition = new Definition(stored.object());
    if (definition.deleting() && definition.hasFinalizer()) {
      return terminate(stored, definition);
    }
    List<Definition> definitions = all.stream().map(it -> new Definition(it.object())).toList();
    Optional<ObjectNode> named = Naming.decide(stored.object(), definitions, clock.instant());
    if (named.isPresent()) {
      return write(stored, named.get());
    }
    if (definition.is(Definition.NAMES_ACCEPTED) && !definition.is(Definition.ESTABLISHED)) {
      ObjectNode established = stored.object().deepCopy();
      Definition.condition(
          established,
          Definition.ESTABLISHED,
          true,
          "InitialNamesAccepted",
          "the initial names have been accepted",
          clock.instant());
      return write(stored, established);
    }
    return false;
  }

  private boolean terminate(Stored stored, Definition definition) {
    String reason = definition.condition(Definition.TERMINATING).path("reason").asText();
    if (!reason.equals("InstanceDeletionInProgress")) {
      ObjectNode begun = stored.object().deepCopy();
      Definition.condition(
          begun,
          Definition.TERMINATING,
          true,
          "InstanceDeletionInProgress",
          "CustomResource deletion is in progress",
          clock.instant());
      return write(stored, begun);
    }
    Scope instances = Scope.all(definition.collection());
    boolean empty =
        !definition.is(Definition.ESTABLISHED)
            || new InstanceDeletion(store, clock).delete(instances);
    if (!empty) {
      if (ending.add(definition.name())) {
        Thread.ofVirtual()
            .name("sandbox-definition-end")
            .start(() -> awaitEmpty(definition.name(), instances));
      }
      return false;
    }
    List<String> finalizers =
        new ArrayList<>(Definition.words(stored.object().path("metadata").path("finalizers")));
    finalizers.remove(Definition.FINALIZER);
    if (finalizers.isEmpty()) {
      return store.delete(stored.key(), stored.revision()) instanceof Written.Done;
    }
    ObjectNode released = stored.object().deepCopy();
    Definition.condition(
        released,
        Definition.TERMINATING,
        false,
        "InstanceDeletionCompleted",
        "removed all instances",
        clock.instant());
    var rest = Definition.child(released, "metadata").putArray("finalizers");
    finalizers.forEach(rest::add);
    return write(stored, released);
  }

  /** Goes on once the last object with a finalizer is gone. */
  private void awaitEmpty(String definition, Scope instances) {
    try {
      while (true) {
        Listing.Page page = store.state(Query.of(instances).limit(1));
        if (!page.items().iterator().hasNext()) {
          ended(definition);
          return;
        }
        if (isClosedAfter(instances, page.revision())) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void ended(String definition) {
    ending.remove(definition);
    reconcileAll();
  }

  private boolean write(Stored stored, ObjectNode updated) {
    Key key = stored.key();
    store.update(key, stored.revision(), managed.apply(stored.object(), updated));
    // After a conflict the next round sees what somebody else has written.
    return true;
  }

  /** Stops following. */
  @Override
  public synchronized void close() {
    closed = true;
    open.values().forEach(Changes::close);
  }
}
