package dev.fairlead.sandbox.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What one value may be. A schema may contain itself, so it is walked along a value and never by
 * itself. Implementations are immutable, and thread-safe.
 */
public interface Schema {

  /** How a list merges: {@code x-kubernetes-list-type}. */
  enum ListType {
    ATOMIC,
    SET,
    MAP
  }

  /** The definition's name, such as {@code io.k8s.api.apps.v1.DeploymentSpec}; empty for none. */
  String name();

  /**
   * {@code object}, {@code array}, {@code string}, {@code integer}, {@code number}, {@code
   * boolean}; empty for any.
   */
  String type();

  /** {@code int32}, {@code date-time}, …; empty for none. */
  String format();

  boolean nullable();

  /** What kube calls int-or-string; a quantity too has it. */
  boolean intOrString();

  /** The declared fields of an object. */
  Map<String, Schema> properties();

  /** What every field of a map is. */
  Optional<Schema> additionalProperties();

  /** What every item of a list is. */
  Optional<Schema> items();

  Set<String> required();

  /**
   * The default as it stands in the schema. Shared: to be copied before it is put into an object.
   */
  Optional<JsonNode> defaultValue();

  /** Undeclared fields are kept. */
  boolean preserveUnknownFields();

  /** The value is a whole object with apiVersion, kind and metadata. */
  boolean embeddedResource();

  /** For server-side apply; lists without a word are atomic. */
  ListType listType();

  /** The fields that tell the items of a {@link ListType#MAP} apart. */
  List<String> listMapKeys();

  /** For server-side apply: whether the fields of this object merge one by one. */
  boolean atomic();

  /**
   * For strategic merge patch: {@code merge}, {@code replace}, {@code retainKeys}, several with
   * commas; empty for none.
   */
  String patchStrategy();

  /** For strategic merge patch: the field that tells items apart; empty for none. */
  String patchMergeKey();

  /**
   * The schema's own document: what only validation reads (minimum, pattern,
   * x-kubernetes-validations, …). Without what every object has and its definition need not say.
   */
  JsonNode document();

  /**
   * Something that is made of this schema once and lives as long, such as its compiled rules.
   *
   * @param type tells the things apart
   */
  <T> T derived(Class<T> type, Function<Schema, T> maker);

  /** What the value of a field is; empty for a field that is not declared. */
  default Optional<Schema> field(String name) {
    Schema property = properties().get(name);
    return property != null ? Optional.of(property) : additionalProperties();
  }
}
