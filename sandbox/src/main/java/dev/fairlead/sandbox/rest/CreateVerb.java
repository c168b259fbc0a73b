package dev.fairlead.sandbox.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.apply.FieldWrite;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.rejection.FieldError;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.rejection.Status;
import dev.fairlead.sandbox.store.Key;
import dev.fairlead.sandbox.store.Written;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** POST: a new object. */
final class CreateVerb {

  private static final String SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX_LENGTH = 5;
  private static final int BASE_LENGTH_MAX = 63 - SUFFIX_LENGTH;

  /** How many generated names are tried. */
  private static final int TRIES_MAX = 8;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Registry registry;

  CreateVerb(Registry registry) {
    this.registry = registry;
  }

  Answer serve(Call call, Kind kind) throws Rejection {
    WriteOptions options = WriteOptions.parse(call.query(), "CreateOptions");
    ObjectNode object = Bodies.decode(call, kind, options);
    registry.strategy(kind).defaults(kind, object);
    Checks.namespace(kind, call.info().namespace(), object);
    Checks.owners(call, object);
    wipe(object);
    boolean generated = Meta.name(object).isEmpty();
    for (int tries = 1; ; tries++) {
      ObjectNode named = object.deepCopy();
      try {
        return new Answer.One(201, kind, create(call, kind, named, options));
      } catch (Rejection e) {
        if (!generated || !e.status().reason().equals("AlreadyExists")) {
          throw e;
        }
        if (tries == TRIES_MAX) {
          throw nameTaken(kind, Meta.name(named)).rejection();
        }
      }
    }
  }

  private static Status nameTaken(Kind kind, String name) {
    Status plain = Status.alreadyExists(kind.group(), kind.plural(), name);
    return new Status(
        409,
        "AlreadyExists",
        plain.message() + ", the server was not able to generate a unique name for the object",
        plain.details());
  }

  /** Takes away what only the server sets. */
  private static void wipe(ObjectNode object) {
    Meta.of(object).remove(List.of(Meta.CREATED, Meta.DELETED, Meta.GRACE, Meta.UID, "selfLink"));
  }

  private ObjectNode create(Call call, Kind kind, ObjectNode object, WriteOptions options)
      throws Rejection {
    ObjectNode managed =
        registry
            .fields()
            .update(
                new FieldWrite(
                    kind,
                    "",
                    call.manager(),
                    registry.strategy(kind).resetFields(kind, ""),
                    registry.clock().instant()),
                Optional.empty(),
                object);
    registry.admission().check(call, kind, Optional.of(managed), Optional.empty());
    if (!Meta.text(managed, Meta.RESOURCE_VERSION).isEmpty()) {
      throw Status.of(500, "", "resourceVersion should not be set on objects to be created")
          .rejection();
    }
    return store(kind, managed, options);
  }

  /**
   * Completes, checks and stores a new object.
   *
   * @param object belongs to the request; its managedFields are there
   */
  ObjectNode store(Kind kind, ObjectNode object, WriteOptions options) throws Rejection {
    ObjectNode metadata = Meta.of(object);
    String prefix = Meta.text(object, Meta.GENERATE_NAME);
    if (Meta.name(object).isEmpty() && !prefix.isEmpty()) {
      metadata.put(Meta.NAME, generate(prefix));
    }
    metadata.put(Meta.UID, UUID.randomUUID().toString());
    metadata.put(Meta.CREATED, Meta.time(registry.clock().instant()));
    Strategy strategy = registry.strategy(kind);
    strategy.prepareForCreate(kind, object);
    List<FieldError> errors = new ArrayList<>(ObjectMeta.validate(kind, strategy, object));
    errors.addAll(strategy.validate(kind, object));
    reject(kind, object, errors);
    reject(kind, object, ObjectMeta.validate(object, kind.namespaced()));
    Key key = Registry.key(kind, Meta.namespace(object), Meta.name(object));
    if (options.dryRun()) {
      if (registry.store().get(key).isPresent()) {
        throw exists(kind, key, registry.store().get(key).get().object()).rejection();
      }
      metadata.remove(Meta.RESOURCE_VERSION);
      return object;
    }
    return switch (registry.store().create(key, object)) {
      case Written.Done done -> done.stored().object();
      case Written.Conflict conflict ->
          throw exists(kind, key, conflict.current().map(it -> it.object()).orElse(object))
              .rejection();
    };
  }

  private static Status exists(Kind kind, Key key, ObjectNode present) {
    Status status = Status.alreadyExists(kind.group(), kind.plural(), key.name());
    return Meta.deleting(present)
        ? new Status(
            409, "AlreadyExists", "object is being deleted: " + status.message(), status.details())
        : status;
  }

  /** Refuses an object, under the name of the group that stores it. */
  static void reject(Kind kind, ObjectNode object, List<FieldError> errors) throws Rejection {
    if (!errors.isEmpty()) {
      String stored = kind.collection().substring(kind.plural().length());
      String group = stored.isEmpty() ? stored : stored.substring(1);
      throw Status.invalid(group, kind.name(), Meta.name(object), errors).rejection();
    }
  }

  private static String generate(String prefix) {
    StringBuilder name =
        new StringBuilder(prefix.substring(0, Math.min(prefix.length(), BASE_LENGTH_MAX)));
    RANDOM
        .ints(SUFFIX_LENGTH, 0, SUFFIX_LETTERS.length())
        .forEach(i -> name.append(SUFFIX_LETTERS.charAt(i)));
    return name.toString();
  }
}
