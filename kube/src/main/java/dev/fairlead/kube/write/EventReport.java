package dev.fairlead.kube.write;

import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.NamespacedName;
import java.time.Instant;

/**
 * One Event about an object, as {@code kubectl describe} shows it (events.k8s.io/v1).
 *
 * @param name the Event's name, unique in the namespace; by convention the object's name and a
 *     suffix
 * @param regarding the kind of the object
 * @param object its name; Events about cluster-scoped objects live in the namespace {@code default}
 * @param uid its uid
 * @param warning whether it is of type Warning instead of Normal
 * @param reason a word in CamelCase
 * @param action what was done, a word in CamelCase
 * @param note a sentence for people, cut at 1024 bytes
 * @param at when it happened first
 * @param controller who reports it, as a qualified name such as {@code fairlead.dev/memcached}
 * @param instance which process reports it
 */
public record EventReport(
    String name,
    GroupVersionKind regarding,
    NamespacedName object,
    String uid,
    boolean warning,
    String reason,
    String action,
    String note,
    Instant at,
    String controller,
    String instance) {

  /** The namespace the Event lives in. */
  public String namespace() {
    return object.namespace().isEmpty() ? "default" : object.namespace();
  }
}
