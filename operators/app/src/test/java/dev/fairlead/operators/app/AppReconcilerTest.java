package dev.fairlead.operators.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.Result;
import dev.fairlead.sdk.TestContext;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AppReconcilerTest {

  private static final AppPort HTTP = new AppPort("http", 80, 8080);

  private final AppReconciler reconciler = new AppReconciler();

  @Test
  void itsKindIsNotThatOfItsChild() {
    ControllerDefinition<App> definition = ControllerDefinition.of(reconciler);

    assertThat(definition.name()).isEqualTo("app");
    assertThat(definition.kindOf(App.class))
        .isEqualTo(new GroupVersionKind("app.example.com", "v1", "Deployment"));
    assertThat(definition.kindOf(Deployment.class))
        .isEqualTo(new GroupVersionKind("apps", "v1", "Deployment"));
  }

  @Test
  void anAppWithPortsIsADeploymentAndAService() {
    Desired desired = desired(app("shop", 2, "nginx:1.27", HTTP, new AppPort(null, 9090, null)));

    assertThat(desired.children()).hasSize(2);
    Deployment deployment = (Deployment) desired.children().getFirst();
    Service service = (Service) desired.children().getLast();
    assertThat(deployment.getSpec().getReplicas()).isEqualTo(2);
    assertThat(deployment.getSpec().getTemplate().getSpec().getContainers())
        .singleElement()
        .satisfies(it -> assertThat(it.getImage()).isEqualTo("nginx:1.27"))
        .satisfies(it ->
            assertThat(it.getPorts())
                .extracting(port -> port.getName() + "=" + port.getContainerPort())
                .containsExactly("http=8080", "port-9090=9090"));
    assertThat(service.getSpec().getSelector())
        .isEqualTo(deployment.getSpec().getSelector().getMatchLabels());
    assertThat(service.getSpec().getPorts())
        .extracting(port -> port.getPort() + "->" + port.getTargetPort().getStrVal())
        .containsExactly("80->http", "9090->port-9090");
  }

  @Test
  void withoutPortsThereIsNoService() {
    assertThat(desired(app("shop", 1, "nginx:1.27")).children())
        .singleElement()
        .isInstanceOf(Deployment.class);
  }

  @Test
  void whatCannotBeIsSaid() {
    assertRejected(app("shop", 0, "nginx"), "spec.replicas is 0: set it to 1 or more");
    assertRejected(app("shop", null, "nginx"), "spec.replicas is missing");
    assertRejected(app("shop", 1, " "), "spec.image is missing");
    assertRejected(app("shop", 1, "nginx "), "take the spaces around it away");
    assertRejected(app("shop", 1, "nginx", HTTP, HTTP), "spec.ports has port 80 twice");
    assertRejected(
        app("shop", 1, "nginx", HTTP, new AppPort("http", 81, null)), "two ports named http");
    assertRejected(app("1shop", 1, "nginx", HTTP), "The name 1shop cannot be that of a Service");
  }

  private Desired desired(App app) {
    Result result = reconcile(app);
    assertThat(ControllerDefinition.of(reconciler).problems(app, result)).isEmpty();
    assertThat(result).isInstanceOf(Desired.class);
    return (Desired) result;
  }

  private Result reconcile(App app) {
    return reconciler.reconcile(Observed.of(app), TestContext.of(app));
  }

  private void assertRejected(App app, String message) {
    assertThat(reconcile(app))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, rejected -> assertThat(rejected.message()).contains(message));
  }

  private static App app(String name, @Nullable Integer replicas, String image, AppPort... ports) {
    App app = new App();
    app.setMetadata(
        new ObjectMetaBuilder().withNamespace("default").withName(name).withUid("uid").build());
    app.setSpec(new AppSpec(replicas, image, List.of(ports)));
    return app;
  }
}
