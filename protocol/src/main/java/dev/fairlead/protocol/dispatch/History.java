package dev.fairlead.protocol.dispatch;

import dev.fairlead.protocol.message.Finished;
import dev.fairlead.protocol.object.NamespacedName;
import java.util.LinkedHashMap;
import java.util.Optional;

/** The last attempt that ended of each of the keys that ran most recently. */
final class History {

  private static final int KEYS_MAX = 10_000;

  private final LinkedHashMap<NamespacedName, KeyView.Ended> lastByKey = new LinkedHashMap<>();

  void add(Finished finished, long now) {
    lastByKey.putLast(finished.token().key(), new KeyView.Ended(finished, now));
    if (lastByKey.size() > KEYS_MAX) {
      lastByKey.pollFirstEntry();
    }
  }

  Optional<KeyView.Ended> last(NamespacedName key) {
    return Optional.ofNullable(lastByKey.get(key));
  }
}
