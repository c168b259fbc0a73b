package dev.fairlead.watcher.dispatch;

import dev.fairlead.kube.stream.Selection;
import dev.fairlead.protocol.cache.Lister;
import dev.fairlead.protocol.message.Snapshot;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.List;
import java.util.Map;

/** What the driver reads of its controller's caches, on the loop. */
public interface CacheView {

  /** What an attempt at a key sees now. */
  Snapshot snapshot(NamespacedName key);

  /** The zone that a primary asks for; empty if it asks for none. */
  String zone(NamespacedName key);

  /** The caches by resource: a view that grows as kinds are found. */
  Map<GroupVersionResource, Lister> listers();

  /** Somebody waits for the cache of a resource to be as new as this: see to it. */
  void catchUp(GroupVersionResource resource, ResourceVersion version);

  /** A consistent read found a resource at this version, which its cache had passed. */
  void wentBack(GroupVersionResource resource, ResourceVersion version);

  /** What is watched of a resource. */
  List<Selection> selections(GroupVersionResource resource);
}
