package dev.fairlead.examples.fromjosdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.status.Condition;
import dev.fairlead.sdk.Child;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.Result;
import dev.fairlead.sdk.TestContext;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The reconcilers as functions. */
class PageReconcilerTest {

  private static final ConfigMap DARK =
      new ConfigMapBuilder()
          .withNewMetadata()
          .withNamespace("default")
          .withName("night")
          .addToLabels("theme", "dark")
          .endMetadata()
          .withData(Map.of("pages", "home,shop", "colour", "black"))
          .build();

  @Test
  void aWorkflowIsAFunction() {
    Page page = page("home.example.com");

    Result result = new PageReconciler().reconcile(Observed.of(page), TestContext.of(page));

    assertThat(result)
        .isInstanceOfSatisfying(
            Desired.class,
            desired ->
                assertThat(desired.plan())
                    .extracting(it -> it.id().toString())
                    .containsExactly(
                        "ConfigMap home-de",
                        "ConfigMap home-en",
                        "Secret home-salt",
                        "Deployment home",
                        "Service home"));
  }

  @Test
  void aPreconditionIsAnIf() {
    Page page = page(null);

    assertThat(new PageReconciler().reconcile(Observed.of(page), TestContext.of(page)))
        .isInstanceOfSatisfying(
            Desired.class,
            desired ->
                assertThat(desired.plan()).map(Child::id).noneMatch(PageReconcilerTest::isService));
  }

  @Test
  void anExternalResourceIsACollaborator() {
    FixedDns dns = new FixedDns();
    DnsReconciler reconciler = new DnsReconciler(dns);
    Page page = page("home.example.com");
    TestContext context = TestContext.of(page);

    assertThat(reconciler.reconcile(Observed.of(page), context))
        .isInstanceOf(Outcome.RetryAfter.class);
    assertThat(reconciler.reconcile(Observed.of(page), context))
        .isInstanceOfSatisfying(
            Desired.class, desired -> assertThat(desired.lookAgain()).isPresent());
    assertThat(reconciler.cleanup(Observed.of(page), context)).isEqualTo(Outcome.done());
    assertThat(dns.hosts()).isEmpty();
  }

  @Test
  void eventSourcesAreDeclaredAndCachesAreAsked() {
    Page page = page(null);
    TestContext context =
        TestContext.of(page)
            .cached(DARK)
            .indexed(ConfigMap.class, "byTheme", it -> it.getMetadata().getLabels().get("theme"));

    Result result = new ThemeReconciler().reconcile(Observed.of(page).withRead(DARK), context);

    assertThat(result.report().conditions())
        .singleElement()
        .extracting(Condition::message)
        .isEqualTo("black, 1 dark themes");
    assertThat(new ThemeReconciler.Pages().primaries(DARK))
        .isEqualTo(
            List.of(new NamespacedName("default", "home"), new NamespacedName("default", "shop")));
    assertThat(new ThemeReconciler.Colours().matters(DARK)).isEqualTo("black");
  }

  private static boolean isService(Child.Id id) {
    return id.kind().kind().equals("Service");
  }

  private static Page page(@Nullable String host) {
    Page page = new Page();
    page.setMetadata(new ObjectMetaBuilder().withNamespace("default").withName("home").build());
    page.setSpec(new Page.Spec(Map.of("en", "Welcome", "de", "Willkommen"), host));
    return page;
  }
}
