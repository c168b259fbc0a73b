package dev.fairlead.sandbox.store;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A sorted map that never changes: a write answers a new map that shares all but one path with the
 * old one, so every past state can be kept for little. It is a treap whose priorities are the
 * hashes of its keys. Weights are summed, so a range is counted without being walked.
 */
final class Tree<V> {

  private static final Tree<?> EMPTY = new Tree<>(null);

  /** One key and all below it. */
  private record Node<V>(
      Key key, V value, int weight, long total, @Nullable Node<V> left, @Nullable Node<V> right) {

    static <V> Node<V> of(
        Key key, V value, int weight, @Nullable Node<V> left, @Nullable Node<V> right) {
      return new Node<>(key, value, weight, sum(left) + weight + sum(right), left, right);
    }

    static long sum(@Nullable Node<?> node) {
      return node == null ? 0 : node.total;
    }

    Node<V> withLeft(@Nullable Node<V> other) {
      return of(key, value, weight, other, right);
    }

    Node<V> withRight(@Nullable Node<V> other) {
      return of(key, value, weight, left, other);
    }

    int priority() {
      int hash = key.hashCode() * 0x9E3779B9;
      return hash ^ (hash >>> 15);
    }
  }

  /** The two sides of a key that is in neither. */
  private record Halves<V>(@Nullable Node<V> left, @Nullable Node<V> right) {}

  private final @Nullable Node<V> root;

  private Tree(@Nullable Node<V> root) {
    this.root = root;
  }

  @SuppressWarnings("unchecked") // It holds nothing.
  static <V> Tree<V> empty() {
    return (Tree<V>) EMPTY;
  }

  Optional<V> get(Key key) {
    Node<V> node = root;
    while (node != null) {
      int order = key.compareTo(node.key);
      if (order == 0) {
        return Optional.of(node.value);
      }
      node = order < 0 ? node.left : node.right;
    }
    return Optional.empty();
  }

  /**
   * @param weight what the entry counts
   */
  Tree<V> with(Key key, V value, int weight) {
    Halves<V> halves = split(root, key);
    return new Tree<>(
        join(join(halves.left, Node.of(key, value, weight, null, null)), halves.right));
  }

  Tree<V> without(Key key) {
    Halves<V> halves = split(root, key);
    return new Tree<>(join(halves.left, halves.right));
  }

  /** The sum of the weights between two keys, without both. */
  long total(Key after, Key before) {
    return totalBefore(before, false) - totalBefore(after, true);
  }

  private long totalBefore(Key key, boolean inclusive) {
    long total = 0;
    Node<V> node = root;
    while (node != null) {
      int order = key.compareTo(node.key);
      if (order > 0 || (order == 0 && inclusive)) {
        total += Node.sum(node.left) + node.weight;
        node = node.right;
      } else {
        node = node.left;
      }
    }
    return total;
  }

  private static <V> Halves<V> split(@Nullable Node<V> node, Key key) {
    if (node == null) {
      return new Halves<>(null, null);
    }
    int order = key.compareTo(node.key);
    if (order == 0) {
      return new Halves<>(node.left, node.right);
    }
    if (order < 0) {
      Halves<V> halves = split(node.left, key);
      return new Halves<>(halves.left, node.withLeft(halves.right));
    }
    Halves<V> halves = split(node.right, key);
    return new Halves<>(node.withRight(halves.left), halves.right);
  }

  private static <V> @Nullable Node<V> join(@Nullable Node<V> left, @Nullable Node<V> right) {
    if (left == null) {
      return right;
    }
    if (right == null) {
      return left;
    }
    return left.priority() >= right.priority()
        ? left.withRight(join(left.right, right))
        : right.withLeft(join(left, right.left));
  }

  /** The entries after a key, in order. */
  Iterator<Found<V>> after(Key key) {
    Deque<Node<V>> path = new ArrayDeque<>();
    Node<V> node = root;
    while (node != null) {
      if (key.compareTo(node.key) < 0) {
        path.push(node);
        node = node.left;
      } else {
        node = node.right;
      }
    }
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return !path.isEmpty();
      }

      @Override
      public Found<V> next() {
        if (path.isEmpty()) {
          throw new NoSuchElementException();
        }
        Node<V> next = path.pop();
        for (Node<V> below = next.right; below != null; below = below.left) {
          path.push(below);
        }
        return new Found<>(next.key, next.value);
      }
    };
  }

  /** All values, in the order of the keys. */
  Stream<V> values() {
    return values(root);
  }

  private static <V> Stream<V> values(@Nullable Node<V> node) {
    return node == null
        ? Stream.empty()
        : Stream.of(values(node.left), Stream.of(node.value), values(node.right))
            .flatMap(Function.identity());
  }

  /** An entry of the map. */
  record Found<V>(Key key, V value) {}
}
