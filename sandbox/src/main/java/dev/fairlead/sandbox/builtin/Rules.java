package dev.fairlead.sandbox.builtin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * What one kind does beyond what all do, as a value. Made by starting from {@link #PLAIN} and
 * saying what is different.
 *
 * @param onCreate after the status was taken away
 * @param onUpdate of the object, new and old, after the status was taken from the old one
 * @param create what is wrong with a new object
 * @param update what is wrong with a change
 * @param counts whether the difference between new and old counts as a generation
 * @param generation whether the kind has generations at all
 * @param createOnUpdate whether a PUT creates
 * @param unconditional whether an update may come without a version
 * @param keptByStatus what a write to the status takes from the old object
 * @param propagation of a deletion that names none
 */
record Rules(
    Consumer<ObjectNode> onCreate,
    BiConsumer<ObjectNode, ObjectNode> onUpdate,
    Consumer<Check> create,
    BiConsumer<Check, Check> update,
    BiPredicate<ObjectNode, ObjectNode> counts,
    boolean generation,
    boolean createOnUpdate,
    boolean unconditional,
    List<String> keptByStatus,
    Optional<String> propagation) {

  /** A kind without a word of its own. */
  static final Rules PLAIN =
      new Rules(
          object -> {},
          (object, old) -> {},
          object -> {},
          (object, old) -> {},
          (object, old) -> !object.path("spec").equals(old.path("spec")),
          false,
          false,
          true,
          List.of("spec"),
          Optional.empty());

  Rules onCreate(Consumer<ObjectNode> it) {
    return new Rules(
        it,
        onUpdate,
        create,
        update,
        counts,
        generation,
        createOnUpdate,
        unconditional,
        keptByStatus,
        propagation);
  }

  Rules onUpdate(BiConsumer<ObjectNode, ObjectNode> it) {
    return new Rules(
        onCreate,
        it,
        create,
        update,
        counts,
        generation,
        createOnUpdate,
        unconditional,
        keptByStatus,
        propagation);
  }

  /** A change is checked as a new object is, and no further. */
  Rules check(Consumer<Check> it) {
    return check(it, (object, old) -> it.accept(object));
  }

  /**
   * @param changed checks all of a change, the object itself too
   */
  Rules check(Consumer<Check> created, BiConsumer<Check, Check> changed) {
    return new Rules(
        onCreate,
        onUpdate,
        created,
        changed,
        counts,
        generation,
        createOnUpdate,
        unconditional,
        keptByStatus,
        propagation);
  }

  /** The generation counts the changes of the spec. */
  Rules counted() {
    return counted(counts);
  }

  Rules counted(BiPredicate<ObjectNode, ObjectNode> changes) {
    return new Rules(
        onCreate,
        onUpdate,
        create,
        update,
        changes,
        true,
        createOnUpdate,
        unconditional,
        keptByStatus,
        propagation);
  }

  Rules createdOnUpdate() {
    return new Rules(
        onCreate,
        onUpdate,
        create,
        update,
        counts,
        generation,
        true,
        unconditional,
        keptByStatus,
        propagation);
  }

  Rules versioned() {
    return new Rules(
        onCreate,
        onUpdate,
        create,
        update,
        counts,
        generation,
        createOnUpdate,
        false,
        keptByStatus,
        propagation);
  }

  /**
   * @param paths such as {@code metadata.labels}
   */
  Rules statusKeeps(String... paths) {
    return new Rules(
        onCreate,
        onUpdate,
        create,
        update,
        counts,
        generation,
        createOnUpdate,
        unconditional,
        List.of(paths),
        propagation);
  }

  Rules orphaning() {
    return new Rules(
        onCreate,
        onUpdate,
        create,
        update,
        counts,
        generation,
        createOnUpdate,
        unconditional,
        keptByStatus,
        Optional.of("Orphan"));
  }
}
