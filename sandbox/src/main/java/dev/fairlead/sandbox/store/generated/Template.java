package dev.fairlead.sandbox.store.generated;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.store.Generator;
import dev.fairlead.sandbox.store.Key;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Makes objects from one that has placeholders in its texts:
 *
 * <ul>
 *   <li>{@code {name}}, {@code {namespace}}, {@code {index}}: the object's own
 *   <li>{@code {index 16}}: the index modulo a number
 *   <li>{@code {variation}}: how often the object was changed
 *   <li>{@code {number 1 5}}: between two numbers; alone in a text it becomes a number
 *   <li>{@code {text 4000}}: so many characters of words
 * </ul>
 *
 * Name, namespace, uid, creationTimestamp and generation are set in each object. Immutable.
 */
public final class Template implements Generator {

  private static final Instant FIRST_CREATED = Instant.parse("2026-01-01T00:00:00Z");
  private static final int CREATED_PER_SECOND = 10;

  private final String collection;
  private final String namespace;
  private final String name;
  private final int count;
  private final int namespaces;
  private final long seed;
  private final Part part;

  /**
   * @param template its metadata.name is the beginning of the names, and its metadata.namespace
   *     that of the namespaces; without one the objects are of the cluster
   * @param namespaces over how many the objects are spread
   * @throws IllegalArgumentException if the template has an unknown placeholder or no name, or a
   *     number is not positive
   */
  public Template(String collection, ObjectNode template, int count, int namespaces, long seed) {
    this.collection = collection;
    this.namespace = template.path("metadata").path("namespace").asText();
    this.name = template.path("metadata").path("name").asText();
    this.count = count;
    this.namespaces = namespaces;
    this.seed = seed;
    if (name.isEmpty() || count < 1 || namespaces < 1) {
      throw new IllegalArgumentException(
          "generated objects need a name, and at least one object and one namespace");
    }
    ObjectNode prepared = template.deepCopy();
    ObjectNode metadata = prepared.withObject("/metadata").put("name", "{name}");
    if (!namespace.isEmpty()) {
      metadata.put("namespace", "{namespace}");
    }
    this.part = Part.of(prepared);
  }

  /** The namespaces that the objects are in; none for objects of the cluster. */
  public List<String> namespaces() {
    return namespace.isEmpty()
        ? List.of()
        : IntStream.range(0, namespaces).mapToObj(this::namespace).toList();
  }

  private String namespace(int block) {
    return namespace.isEmpty() || namespaces == 1
        ? namespace
        : namespace + "-" + padded(block, namespaces);
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public Key key(int index) {
    // Blocks, so that the order of the keys is that of the indexes.
    int block = (int) ((long) index * namespaces / count);
    return new Key(collection, namespace(block), name + "-" + padded(index, count));
  }

  /** With leading zeros, so that numbers below the bound sort as texts. */
  private static String padded(int number, int bound) {
    String digits = Integer.toString(number);
    return "0".repeat(Integer.toString(bound - 1).length() - digits.length()) + digits;
  }

  @Override
  public ObjectNode object(int index, int variation) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index);
    UUID uid = uid(random);
    ObjectNode object = (ObjectNode) part.make(new Seeded(key(index), index, variation, random));
    ((ObjectNode) object.get("metadata"))
        .put("uid", uid.toString())
        .put("generation", variation + 1)
        .put("creationTimestamp", FIRST_CREATED.plusSeconds(index / CREATED_PER_SECOND).toString());
    return object;
  }

  /** A random one, as RFC 9562 marks it (version 4). */
  private static UUID uid(SplittableRandom random) {
    return new UUID(
        (random.nextLong() & ~0xF000L) | 0x4000L,
        (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
  }
}
