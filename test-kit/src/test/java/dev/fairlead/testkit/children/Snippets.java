package dev.fairlead.testkit.children;

import dev.fairlead.protocol.status.Condition;
import dev.fairlead.protocol.status.Event;
import dev.fairlead.sdk.Child;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Names;
import dev.fairlead.sdk.meaning.Hash;
import dev.fairlead.sdk.meaning.Meaning;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.List;

/** What docs/SDK.md shows and no test runs. */
final class Snippets {

  private static final Condition.Type SERVING = Condition.of("Serving");

  private Snippets() {}

  static Desired ownReadiness(Service service, Deployment deployment) {
    return Desired.of(
            Child.of(service)
                .readyWhen("has an address", it -> !it.getSpec().getClusterIP().isEmpty()))
        .then(deployment);
  }

  static List<String> equality(
      Site site,
      ConfigMap settings,
      Deployment one,
      Deployment other,
      Deployment desired,
      Deployment found) {
    String name = Names.of(site, "settings"); // at most 63 characters, the same at every call
    String hash = Hash.of(settings); // the same in every JVM, whatever the order of fields
    boolean same = Meaning.equal(one, other); // 1000m is 1, 80 is "80", 90m is 1h30m0s
    boolean done = Meaning.holds(desired, found); // defaults that the server filled in do not count
    List<String> fields = Meaning.differences(desired, found); // such as spec.replicas
    return same || done ? List.of(name, hash) : fields;
  }

  static Desired telling(Deployment deployment) {
    return Desired.children(deployment)
        .condition(SERVING.isFalse("NoCertificate", "The Secret shop-tls is not there yet"))
        .event(Event.warning("NoCertificate", "The Secret shop-tls is not there yet"))
        .lookAgainAfter(Duration.ofMinutes(5));
  }
}
