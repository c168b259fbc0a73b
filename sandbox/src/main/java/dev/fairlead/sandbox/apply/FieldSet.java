package dev.fairlead.sandbox.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A set of paths into an object. A path does not imply its parents: who owns {@code spec.replicas}
 * does not own {@code spec}.
 *
 * <p>A set is filled by the one who makes it, with {@link #add}; from then on nobody changes it,
 * and sets share what they have in common.
 */
final class FieldSet {

  private final TreeSet<PathElement> members = new TreeSet<>();
  private final TreeMap<PathElement, FieldSet> children = new TreeMap<>();

  static FieldSet of(List<List<PathElement>> paths) {
    FieldSet set = new FieldSet();
    paths.forEach(set::add);
    return set;
  }

  /** The paths that consist of named fields, written with dots. */
  static FieldSet ofDotted(List<String> paths) {
    FieldSet set = new FieldSet();
    for (String path : paths) {
      List<PathElement> elements = new ArrayList<>();
      for (String name : path.split("\\.", -1)) {
        if (!name.isEmpty()) {
          elements.add(new PathElement.Field(name));
        }
      }
      set.add(elements);
    }
    return set;
  }

  /** The whole object is nobody's: the empty path is not kept. */
  void add(List<PathElement> path) {
    if (path.isEmpty()) {
      return;
    }
    FieldSet set = this;
    for (PathElement element : path.subList(0, path.size() - 1)) {
      set = set.children.computeIfAbsent(element, _ -> new FieldSet());
    }
    set.members.add(path.getLast());
  }

  /** Makes a path's element a member, with what is below it. */
  void add(PathElement element, boolean member, FieldSet below) {
    if (member) {
      members.add(element);
    }
    if (!below.isEmpty()) {
      children.put(element, below);
    }
  }

  Iterable<PathElement> members() {
    return members;
  }

  Map<PathElement, FieldSet> children() {
    return children;
  }

  boolean has(PathElement element) {
    return members.contains(element);
  }

  boolean has(List<PathElement> path) {
    FieldSet set = this;
    for (PathElement element : path.subList(0, path.size() - 1)) {
      set = set.below(element);
    }
    return set.has(path.getLast());
  }

  /** What lies below the element, without it. */
  FieldSet below(PathElement element) {
    FieldSet child = children.get(element);
    return child == null ? new FieldSet() : child;
  }

  boolean isEmpty() {
    return members.isEmpty() && children.values().stream().allMatch(FieldSet::isEmpty);
  }

  FieldSet union(FieldSet other) {
    FieldSet union = new FieldSet();
    union.members.addAll(members);
    union.members.addAll(other.members);
    union.children.putAll(children);
    other.children.forEach(
        (element, child) -> union.children.merge(element, child, FieldSet::union));
    return union;
  }

  FieldSet intersection(FieldSet other) {
    FieldSet both = new FieldSet();
    for (PathElement member : members) {
      if (other.has(member)) {
        both.members.add(member);
      }
    }
    children.forEach((element, child) -> {
      FieldSet theirs = other.children.get(element);
      if (theirs != null) {
        both.add(element, false, child.intersection(theirs));
      }
    });
    return both;
  }

  /** The paths that are not in the other: a path stays although its parent is there. */
  FieldSet difference(FieldSet other) {
    FieldSet rest = new FieldSet();
    for (PathElement member : members) {
      if (!other.has(member)) {
        rest.members.add(member);
      }
    }
    children.forEach(
        (element, child) -> rest.add(element, false, child.difference(other.below(element))));
    return rest;
  }

  /** The paths that are not in the other, nor below one that is. */
  FieldSet recursiveDifference(FieldSet other) {
    FieldSet rest = new FieldSet();
    for (PathElement member : members) {
      if (!other.has(member)) {
        rest.members.add(member);
      }
    }
    children.forEach((element, child) -> {
      if (!other.has(element)) {
        rest.add(element, false, child.recursiveDifference(other.below(element)));
      }
    });
    return rest;
  }

  /** Also the declared fields on the way to each path. */
  FieldSet withDeclaredParents(Type type) {
    Shape shape = type.shape();
    FieldSet filled = new FieldSet();
    filled.members.addAll(members);
    children.forEach((element, child) -> {
      Type below = Type.NOTHING;
      if (element instanceof PathElement.Field(String name) && shape.fields().isPresent()) {
        Shape.Fields fields = shape.fields().get();
        if (fields.declares(name)) {
          filled.members.add(element);
        }
        below = fields.type(name).orElse(Type.NOTHING);
      } else if (element instanceof PathElement.Key && shape.items().isPresent()) {
        below = shape.items().get().item();
      }
      filled.children.put(element, child.withDeclaredParents(below));
    });
    return filled;
  }

  /** Every path, parents before what is below them. */
  List<List<PathElement>> paths() {
    List<List<PathElement>> paths = new ArrayList<>();
    walk(new ArrayList<>(), path -> paths.add(List.copyOf(path)));
    return paths;
  }

  private void walk(List<PathElement> prefix, Consumer<List<PathElement>> visitor) {
    for (PathElement member : members) {
      prefix.addLast(member);
      visitor.accept(prefix);
      prefix.removeLast();
    }
    children.forEach((element, child) -> {
      prefix.addLast(element);
      child.walk(prefix, visitor);
      prefix.removeLast();
    });
  }

  @Override
  public String toString() {
    return String.join("\n", paths().stream().map(PathElement::text).toList());
  }
}
