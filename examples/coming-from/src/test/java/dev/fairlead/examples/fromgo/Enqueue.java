package dev.fairlead.examples.fromgo;

import dev.fairlead.informers.ResourceEventHandler;
import dev.fairlead.protocol.object.NamespacedName;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.concurrent.BlockingQueue;

/** Puts what has changed into a queue, as the classic sample controller does. */
record Enqueue(BlockingQueue<NamespacedName> queue) implements ResourceEventHandler<Pod> {

  @Override
  public void onAdd(Pod pod, boolean isInInitialList) {
    add(pod);
  }

  @Override
  public void onUpdate(Pod before, Pod now) {
    add(now);
  }

  @Override
  public void onDelete(Pod last, boolean finalStateUnknown) { // cache.DeletedFinalStateUnknown
    add(last);
  }

  private void add(Pod pod) {
    NamespacedName key = // cache.MetaNamespaceKeyFunc
        new NamespacedName(pod.getMetadata().getNamespace(), pod.getMetadata().getName());
    if (!queue.contains(key)) {
      queue.add(key);
    }
  }
}
