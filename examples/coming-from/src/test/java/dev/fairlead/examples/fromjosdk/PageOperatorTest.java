package dev.fairlead.examples.fromjosdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.testkit.FairleadExtension;
import dev.fairlead.testkit.TestCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three controllers of one kind, in the place of a LocallyRunOperatorExtension. */
class PageOperatorTest {

  private static final FixedDns DNS = new FixedDns();

  @RegisterExtension
  static final FairleadExtension FAIRLEAD =
      FairleadExtension.of(new PageReconciler(), new DnsReconciler(DNS), new ThemeReconciler());

  private static final String PAGE =
      """
      apiVersion: pages.example.com/v1
      kind: Page
      metadata: {name: home}
      spec: {texts: {en: %s}%s}
      """;

  private static final String THEME =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: night, labels: {theme: dark}}
      data: {pages: "home,shop", colour: black}
      """;

  @Test
  void aPageFromItsBeginningToItsEnd(TestCluster cluster) {
    cluster.apply(PAGE.formatted("Hello", ", host: home.example.com"));
    cluster.await(Service.class, "home");
    cluster.awaitCondition(Page.class, "home", "Available", "True");
    cluster.awaitCondition(Page.class, "home", "Themed", "False");
    Map<String, String> salt = salt(cluster);

    cluster.apply(THEME);
    cluster.awaitCondition(Page.class, "home", "Themed", "True");
    cluster.clock().advance(Duration.ofSeconds(30)); // rescheduleAfter
    cluster.awaitCondition(Page.class, "home", "Published", "True");

    cluster.apply(PAGE.formatted("Welcome", ""));
    cluster.awaitGone(Service.class, "home");
    assertThat(cluster.get(ConfigMap.class, "home-en").getData()).containsValue("Welcome");
    assertThat(salt(cluster)).isEqualTo(salt);
    cluster.awaitCondition(Page.class, "home", "Published", "False");
    assertThat(DNS.hosts()).isEmpty();

    cluster.delete(Page.class, "home");
    cluster.awaitGone(Page.class, "home");
    assertThat(cluster.find(ConfigMap.class, "home-en")).isEmpty();
  }

  private static Map<String, String> salt(TestCluster cluster) {
    return cluster.get(Secret.class, "home-salt").getData();
  }
}
