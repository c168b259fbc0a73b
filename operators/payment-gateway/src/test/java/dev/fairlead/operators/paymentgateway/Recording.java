package dev.fairlead.operators.paymentgateway;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every state that the objects of a kind were in. */
final class Recording<T extends HasMetadata> implements AutoCloseable {

  private final List<T> states = new CopyOnWriteArrayList<>();
  private final Watch watch;

  Recording(KubernetesClient client, Class<T> type, String namespace) {
    this.watch =
        client
            .resources(type)
            .inNamespace(namespace)
            .watch(
                new Watcher<>() {
                  @Override
                  public void eventReceived(Action action, T object) {
                    if (action == Action.ADDED || action == Action.MODIFIED) {
                      states.add(object);
                    }
                  }

                  @Override
                  public void onClose(WatcherException cause) {}
                });
  }

  List<T> states() {
    return List.copyOf(states);
  }

  @Override
  public void close() {
    watch.close();
  }
}
