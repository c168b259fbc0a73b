package dev.fairlead.reconciler.pool;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A process of its own that takes a slot and keeps it until it is killed. */
final class SlotHolder {

  private SlotHolder() {}

  /** By the kubeconfig, namespace, pool and capacity. */
  public static void main(String[] args) throws InterruptedException {
    try (KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(new File(args[0])))
            .build()) {
      Slots slots = new Slots(client, args[1], args[2], System::nanoTime);
      Slots.Taking taking =
          slots.take(
              Integer.parseInt(args[3]),
              "process " + ProcessHandle.current().pid(),
              Duration.ofSeconds(3));
      System.out.println(taking.getClass().getSimpleName());
      System.out.flush();
      new CountDownLatch(1).await();
    }
  }
}
