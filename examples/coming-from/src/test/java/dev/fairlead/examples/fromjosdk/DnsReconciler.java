package dev.fairlead.examples.fromjosdk;

import dev.fairlead.protocol.status.Condition;
import dev.fairlead.sdk.Cleanup;
import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Controller;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;
import java.time.Duration;

/** Keeps the name of a Page where nothing in the cluster tells of a change. */
@Controller(name = "page-dns", ready = "Published")
public final class DnsReconciler implements Reconciler<Page>, Cleanup<Page> { // Cleaner<Page>

  private static final Condition.Type PUBLISHED = Condition.of("Published");

  private final Dns dns;

  DnsReconciler(Dns dns) {
    this.dns = dns;
  }

  @Override
  public Result reconcile(Observed<Page> observed, Context context) {
    String name = observed.primary().getMetadata().getName();
    String host = observed.primary().getSpec().host();
    if (host == null) {
      dns.withdraw(name);
      return Outcome.done().condition(PUBLISHED.isFalse("NoHost", "spec.host is not set"));
    }
    if (!dns.publish(name, host)) {
      return Outcome.retryAfter( // UpdateControl.noUpdate().rescheduleAfter
          Duration.ofSeconds(30), "waits for the name service");
    }
    return Desired.noChildren()
        .condition(PUBLISHED.isTrue("Known", host + " leads here"))
        .lookAgainAfter(Duration.ofMinutes(5)); // PerResourcePollingDependentResource
  }

  @Override
  public Outcome cleanup(Observed<Page> observed, Context context) {
    dns.withdraw(observed.primary().getMetadata().getName());
    return Outcome.done(); // DeleteControl.defaultDelete()
  }
}
