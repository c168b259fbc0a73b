package dev.fairlead.status.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sdk.meaning.AppliedHash;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the server made of a status that it did not keep as it was written: fields that the schema
 * does not have are dropped, values are normalised, fields of others stay. Writing the same again
 * would be a call for nothing. Bounded; the least recently asked for is forgotten first, which
 * costs one call. Thread-safe.
 */
final class Settled {

  private record Made(String written, String kept) {}

  private final Map<String, Made> byUid;

  Settled(int objectsMax) {
    this.byUid =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Made> eldest) {
            return size() > objectsMax;
          }
        };
  }

  /** Remembers what became of a written status. */
  synchronized void remember(String uid, ObjectNode written, ObjectNode kept) {
    byUid.put(uid, new Made(AppliedHash.of(written), AppliedHash.of(kept)));
  }

  /** Whether the observed status is what the server makes of this one. */
  synchronized boolean holds(String uid, ObjectNode status, ObjectNode observed) {
    return Optional.ofNullable(byUid.get(uid))
        .filter(made -> made.written().equals(AppliedHash.of(status)))
        .filter(made -> made.kept().equals(AppliedHash.of(observed)))
        .isPresent();
  }
}
