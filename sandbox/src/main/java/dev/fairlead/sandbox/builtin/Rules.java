package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one kind does beyond what all do, as a value. Made by starting from {@link #PLAIN} and
 * saying what is different.
 *
 * @param onCreate after the status was taken away
 * @param onUpdate of the object, new and old, after the status was taken from the old one
 * @param create what is wrong with a new object
 * @param update what is wrong with a change
 * @param counts whether the difference between new and old counts as a generation; empty for a kind
 *     without generations
 * @param keptByStatus what a write to the status takes from the old object
 */
record Rules(
    Consumer<ObjectNode> onCreate,
    BiConsumer<ObjectNode, ObjectNode> onUpdate,
    Consumer<Check> create,
    BiConsumer<Check, Check> update,
    Optional<BiPredicate<ObjectNode, ObjectNode>> counts,
    List<String> keptByStatus,
    Set<Trait> traits) {

  /** What a kind does or does not. */
  enum Trait {
    /** A PUT creates. */
    CREATED_ON_UPDATE,
    /** An update must come with a version. */
    VERSIONED,
    /** A deletion that names no propagation leaves the dependents as orphans. */
    ORPHANING
  }

  /** A kind without a word of its own. */
  static final Rules PLAIN =
      new Rules(
          _ -> {},
          (_, _) -> {},
          _ -> {},
          (_, _) -> {},
          Optional.empty(),
          List.of("spec"),
          Set.of());

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  Rules onCreate(Consumer<ObjectNode> it) {
    return new Rules(it, onUpdate, create, update, counts, keptByStatus, traits);
  }

  Rules onUpdate(BiConsumer<ObjectNode, ObjectNode> it) {
    return new Rules(onCreate, it, create, update, counts, keptByStatus, traits);
  }

  /** A change is checked as a new object is, and no further. */
  Rules check(Consumer<Check> it) {
    return check(it, (object, _) -> it.accept(object));
  }

  /**
   * @param changed checks all of a change, the object itself too
   */
  Rules check(Consumer<Check> created, BiConsumer<Check, Check> changed) {
    return new Rules(onCreate, onUpdate, created, changed, counts, keptByStatus, traits);
  }

  /** The generation counts the changes of the spec. */
  Rules counted() {
    return counted((object, old) -> !object.path("spec").equals(old.path("spec")));
  }

  Rules counted(BiPredicate<ObjectNode, ObjectNode> it) {
    return new Rules(onCreate, onUpdate, create, update, Optional.of(it), keptByStatus, traits);
  }

  /**
   * @param paths such as {@code metadata.labels}
   */
  Rules statusKeeps(String... paths) {
    return new Rules(onCreate, onUpdate, create, update, counts, List.of(paths), traits);
  }

  Rules createdOnUpdate() {
    return with(Trait.CREATED_ON_UPDATE);
  }

  Rules versioned() {
    return with(Trait.VERSIONED);
  }

  Rules orphaning() {
    return with(Trait.ORPHANING);
  }

  private Rules with(Trait trait) {
    Set<Trait> more =
        Stream.concat(traits.stream(), Stream.of(trait)).collect(Collectors.toUnmodifiableSet());
    return new Rules(onCreate, onUpdate, create, update, counts, keptByStatus, more);
  }
}
