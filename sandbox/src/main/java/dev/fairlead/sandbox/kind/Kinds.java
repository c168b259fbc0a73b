package dev.fairlead.sandbox.kind;

import java.util.List;
import java.util.Optional;

/** Every kind that is served at this moment. Thread-safe. */
public interface Kinds {

  Optional<Kind> resource(String group, String version, String plural);

  Optional<Kind> kind(String group, String version, String kind);

  /** All, in the order of discovery; the same list until something changes. */
  List<Kind> all();
}
