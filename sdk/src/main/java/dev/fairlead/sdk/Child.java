package dev.fairlead.sdk;

import dev.fairlead.protocol.object.GroupVersionKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A child and how it is to be treated, where that is not as usual: a child is usually written at
 * once, updated whenever it differs, deleted when it is not desired any more, and must not exist
 * already.
 *
 * <pre>{@code
 * Desired.of(
 *     Child.of(claim).keep(),
 *     Child.of(migration).after(claim).recreate(),
 *     Child.of(deployment).after(migration).readyWhen("has a leader", it -> hasLeader(it)))
 * }</pre>
 *
 * <p>Immutable; every method returns a changed copy.
 *
 * @param object as it is to be
 * @param after those that have to be ready before it is written
 * @param readiness when those that come after it may be written; empty for what is usual for its
 *     kind, see {@code dev.fairlead.sdk.readiness.Readiness}
 * @param update what becomes of it when it is there and differs
 * @param kept whether it stays when it is not desired any more, or its primary is deleted
 * @param adopted whether one that is there already and that nobody controls becomes this child
 * @param <T> its class
 */
public record Child<T extends HasMetadata>(
    T object,
    Set<Id> after,
    Optional<Ready<T>> readiness,
    Update update,
    boolean kept,
    boolean adopted) {

  public Child {
    after = Set.copyOf(after);
  }

  /** A child that is treated as usual. */
  public static <T extends HasMetadata> Child<T> of(T object) {
    return new Child<>(object, Set.of(), Optional.empty(), Update.APPLY, false, false);
  }

  /** Written only while these, which are desired too, are as desired and ready. */
  public Child<T> after(HasMetadata... others) {
    return afterAll(Stream.of(others).map(Id::of).toList());
  }

  /** The same. */
  public Child<T> after(Child<?>... others) {
    return afterAll(Stream.of(others).map(Child::id).toList());
  }

  Child<T> afterAll(List<Id> others) {
    Set<Id> all = new LinkedHashSet<>(after);
    all.addAll(others);
    return new Child<>(object, all, readiness, update, kept, adopted);
  }

  /**
   * Says when those that come after it may be written, in place of what is usual for its kind.
   *
   * @param what completes the sentence "it waits until Service web …", such as {@code "has an
   *     address"}
   * @param test of the child as observed; quick and without side effects
   */
  public Child<T> readyWhen(String what, Predicate<? super T> test) {
    return new Child<>(
        object, after, Optional.of(new Ready<>(what, test::test)), update, kept, adopted);
  }

  /** Those that come after it may be written as soon as it is there. */
  public Child<T> readyAtOnce() {
    return readyWhen("is there", _ -> true);
  }

  /** Once it is there it is never written again: what others make of it stays. */
  public Child<T> createOnly() {
    return new Child<>(object, after, readiness, Update.NEVER, kept, adopted);
  }

  /**
   * Where the API server refuses a change of what is there and would take the same as a new object,
   * as with a Deployment's selector or a Job's template, it is deleted and created again. Without
   * this the primary says what was refused, and what is there goes on.
   */
  public Child<T> recreate() {
    return new Child<>(object, after, readiness, Update.RECREATE, kept, adopted);
  }

  /**
   * Never deleted: when it is not desired any more, or its primary is deleted, it is set free of
   * its owner and stays. Asks for {@link Controller#deletion} {@link Deletion#FOREGROUND}.
   */
  public Child<T> keep() {
    return new Child<>(object, after, readiness, update, true, adopted);
  }

  /**
   * If there is an object of its name that nobody controls, it becomes this child. Without this the
   * primary says that it is there, and it is left alone. What somebody else controls always is.
   */
  public Child<T> adopt() {
    return new Child<>(object, after, readiness, update, kept, true);
  }

  /** Which object it is. */
  public Id id() {
    return Id.of(object);
  }

  /** What becomes of a child that is there and differs from what is desired. */
  public enum Update {
    /** It is applied. */
    APPLY,
    /** It stays as it is. */
    NEVER,
    /** It is applied; where the server refuses a change as such it is deleted and created anew. */
    RECREATE
  }

  /**
   * When a child is ready.
   *
   * @param what in words, such as {@code has an address}
   * @param test of the child as observed
   * @param <T> its class
   */
  public record Ready<T extends HasMetadata>(String what, Predicate<T> test) {}

  /**
   * Which object a child is.
   *
   * @param namespace empty where the object does not say
   */
  public record Id(GroupVersionKind kind, String namespace, String name) {

    /** Of an object with a name. */
    public static Id of(HasMetadata object) {
      ObjectMeta metadata = Objects.requireNonNullElseGet(object.getMetadata(), ObjectMeta::new);
      return new Id(
          Kinds.of(object),
          Objects.requireNonNullElse(metadata.getNamespace(), ""),
          Objects.requireNonNullElse(metadata.getName(), ""));
    }

    @Override
    public String toString() {
      return kind.kind() + " " + name;
    }
  }
}
