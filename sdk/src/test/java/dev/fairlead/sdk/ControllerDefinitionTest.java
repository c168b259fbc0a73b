package dev.fairlead.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.protocol.declaration.DeclaredIndex;
import dev.fairlead.protocol.declaration.KeyMapping;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.time.RateLimit;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControllerDefinitionTest {

  private static final GroupVersionKind DEPLOYMENT = GroupVersionKind.of("apps/v1", "Deployment");
  private static final GroupVersionKind SECRET = GroupVersionKind.of("v1", "Secret");
  private static final GroupVersionKind PIRATE =
      GroupVersionKind.of("sea.example.com/v1", "Pirate");

  /** Does nothing, in as many ways as there are declarations. */
  private abstract static class Idle<P extends HasMetadata> implements Reconciler<P> {
    @Override
    public Result reconcile(Observed<P> observed, Context context) {
      return Desired.noChildren();
    }
  }

  private static final class Plain extends Idle<Vessel> {}

  @Test
  void withoutAnnotationsTheDefaultsHold() {
    ControllerDefinition<Vessel> definition = ControllerDefinition.of(new Plain());

    assertThat(definition.name()).isEqualTo("vessel");
    assertThat(definition.primaryType()).isEqualTo(Vessel.class);
    assertThat(definition.statusType()).contains(Vessel.Status.class);
    assertThat(definition.finalizer()).isEmpty();
    assertThat(definition.declaration().primary())
        .isEqualTo(
            new WatchedKind(
                GroupVersionKind.of("sea.example.com/v1", "Vessel"),
                new KeyMapping.Self(),
                "",
                "",
                true));
    assertThat(definition.declaration().readyCondition()).isEqualTo("Ready");
    assertThat(definition.declaration().deadline()).isEqualTo(Duration.ofSeconds(30));
    assertThat(definition.declaration().resync()).isEqualTo(Duration.ofMinutes(5));
    assertThat(definition.declaration().workersMax()).isEqualTo(32);
    assertThat(definition.declaration().namespaces()).isEmpty();
  }

  @Controller(
      name = "shipyard",
      ready = "Afloat",
      everyChange = true,
      namespaces = "harbour",
      deadline = "500ms",
      workers = 4)
  @Owns(Deployment.class)
  @Owns(value = Service.class, labelSelector = "port=open")
  @Owns(apiVersion = "sea.example.com/v1", kind = "Pirate")
  @Reads(value = Secret.class, byField = "spec.tlsSecretName")
  @Reads(value = ConfigMap.class, byLabel = "sea.example.com/vessel")
  private static final class Full extends Idle<Vessel> implements Cleanup<Vessel> {
    @Override
    public Outcome cleanup(Observed<Vessel> observed, Context context) {
      return Outcome.done();
    }
  }

  @Test
  void annotationsBecomeTheDeclaration() {
    ControllerDefinition<Vessel> definition = ControllerDefinition.of(new Full());

    assertThat(definition.name()).isEqualTo("shipyard");
    assertThat(definition.finalizer()).contains("fairlead.dev/shipyard");
    assertThat(definition.cleanup()).isPresent();
    assertThat(definition.declaration().owned())
        .extracting(WatchedKind::kind)
        .containsExactly(DEPLOYMENT, GroupVersionKind.of("v1", "Service"), PIRATE);
    assertThat(definition.declaration().reads())
        .extracting(WatchedKind::mapping)
        .containsExactly(
            new KeyMapping.PrimaryField("spec.tlsSecretName"),
            new KeyMapping.Label("sea.example.com/vessel"));
    assertThat(definition.declaration().primary().generationOnly()).isFalse();
    assertThat(definition.declaration().deadline()).isEqualTo(Duration.ofMillis(500));
    assertThat(definition.typeOf(SECRET)).isEqualTo(Secret.class);
    assertThat(definition.typeOf(PIRATE)).isEqualTo(GenericKubernetesResource.class);
  }

  /** A Secret concerns the vessels that it lists. */
  private static final class ByList implements SecondaryToPrimary<Secret> {
    @Override
    public List<NamespacedName> primaries(Secret secret) {
      return List.of(new NamespacedName("harbour", secret.getMetadata().getName()));
    }
  }

  private static final class Sailing implements Predicate<Vessel> {
    @Override
    public boolean test(Vessel vessel) {
      return true;
    }
  }

  @Controller(predicate = Sailing.class)
  @Reads(value = Secret.class, mapping = ByList.class, metadataOnly = true)
  @Reads(
      value = ConfigMap.class,
      indexes = {
        @Index(name = "byFlag", field = "data.flag"),
        @Index(name = "byPort", label = "sea.example.com/port")
      })
  private static final class Coded extends Idle<Vessel> {}

  @Test
  void codeIsDeclaredByItsNameAndFoundByTheDefinition() {
    ControllerDefinition<Vessel> definition = ControllerDefinition.of(new Coded());
    WatchedKind primary = definition.declaration().primary();
    WatchedKind secrets = definition.declaration().reads().getFirst();
    WatchedKind maps = definition.declaration().reads().getLast();

    assertThat(primary.predicate()).isEqualTo(Sailing.class.getName());
    assertThat(definition.predicate(primary)).containsInstanceOf(Sailing.class);
    assertThat(secrets.mapping()).isEqualTo(new KeyMapping.Code(ByList.class.getName()));
    assertThat(definition.mapping(secrets)).containsInstanceOf(ByList.class);
    assertThat(definition.predicate(secrets)).isEmpty();
    assertThat(secrets.metadataOnly()).isTrue();
    assertThat(maps.needsCode()).isFalse();
    assertThat(maps.indexes())
        .containsExactly(
            new DeclaredIndex("byFlag", "", "data.flag"),
            new DeclaredIndex("byPort", "sea.example.com/port", ""));
    assertThatThrownBy(() -> definition.requireIndex(ConfigMap.class, "byCrew"))
        .hasMessageContaining("declared are [byFlag, byPort]");
  }

  @Reads(value = ConfigMap.class, mapping = ByList.class)
  private static final class MapsAnother extends Idle<Vessel> {}

  private abstract static class Needy implements Predicate<Secret> {}

  @Reads(value = Secret.class, predicate = Needy.class)
  private static final class AsksNeedy extends Idle<Vessel> {}

  @Reads(value = Secret.class, indexes = @Index(name = "odd"))
  private static final class IndexOfNothing extends Idle<Vessel> {}

  @Reads(value = Secret.class, metadataOnly = true, indexes = @Index(name = "t", field = "type"))
  private static final class IndexOfWhatIsNotThere extends Idle<Vessel> {}

  @Reads(value = Secret.class, indexes = @Index(name = "n", field = "metadata.name"))
  private static final class IndexOfMetadata extends Idle<Vessel> {}

  @Owns(Secret.class)
  @Reads(value = Secret.class, byField = "spec.secret", metadataOnly = true)
  private static final class OwnsByMetadata extends Idle<Vessel> {}

  @Test
  void everyMistakeOfCodeAndIndexesIsNamedInOneLine() {
    assertInvalid(new MapsAnother(), "ByList takes a Secret and is asked of a ConfigMap");
    assertInvalid(new AsksNeedy(), "Needy cannot be made");
    assertInvalid(new IndexOfNothing(), "needs a field or a label");
    assertInvalid(new IndexOfWhatIsNotThere(), "read as metadata only: use a label");
    assertInvalid(new IndexOfMetadata(), "no field outside metadata");
    assertInvalid(new OwnsByMetadata(), "leave metadataOnly out");
  }

  @Controller(apiVersion = "sea.example.com/v1", kind = "Pirate")
  private static final class Dynamic extends Idle<GenericKubernetesResource> {}

  @Test
  void aPrimaryNeedsNoClass() {
    assertThat(ControllerDefinition.of(new Dynamic()).declaration().primary().kind())
        .isEqualTo(PIRATE);
  }

  @Test
  void askingForWhatIsNotDeclaredSaysSo() {
    Observed<Vessel> observed =
        Observed.of(
            ControllerDefinition.of(new Full()), Vessel.named("argo"), List.of(), List.of());

    assertThat(observed.children(Deployment.class)).isEmpty();
    assertThat(observed.children(PIRATE)).isEmpty();
    assertThatThrownBy(() -> observed.children(Secret.class))
        .hasMessageContaining("asks for Secret")
        .hasMessageContaining("add @Owns");
    assertThatThrownBy(() -> observed.reads(PIRATE)).hasMessageContaining("add @Reads");
  }

  @Owns(Deployment.class)
  @Owns(Deployment.class)
  private static final class OwnsTwice extends Idle<Vessel> {}

  @Owns(ClusterRole.class)
  private static final class OwnsClusterScoped extends Idle<Vessel> {}

  @Owns
  private static final class OwnsNothing extends Idle<Vessel> {}

  @Owns(Vessel.class)
  private static final class OwnsItself extends Idle<Vessel> {}

  @Reads(value = Secret.class, byField = "spec.secret", byOwner = true)
  private static final class ReadsTwoWays extends Idle<Vessel> {}

  @Reads(value = Secret.class, byField = "spec.list[0]")
  private static final class ReadsOddField extends Idle<Vessel> {}

  @Controller(name = "Not A Label")
  private static final class OddName extends Idle<Vessel> {}

  @Controller(deadline = "soon")
  private static final class OddDeadline extends Idle<Vessel> {}

  @Controller(workers = 0)
  private static final class NoWorkers extends Idle<Vessel> {}

  @Controller(qps = -1)
  private static final class OddRate extends Idle<Vessel> {}

  @Controller(burst = 5)
  private static final class BurstOfNothing extends Idle<Vessel> {}

  @Controller(qps = 0.5, burst = -5)
  private static final class OddBurst extends Idle<Vessel> {}

  @Controller(ready = "is it ready?")
  private static final class OddCondition extends Idle<Vessel> {}

  private static final class NoKind extends Idle<GenericKubernetesResource> {}

  private static final class CleansAnother extends Idle<Vessel> implements Cleanup<Secret> {
    @Override
    public Outcome cleanup(Observed<Secret> observed, Context context) {
      return Outcome.done();
    }
  }

  @Controller(qps = 2.5)
  private static final class Slow extends Idle<Vessel> {}

  @Test
  void aRateIsDeclaredAndItsBurstIsThatOfASecond() {
    assertThat(ControllerDefinition.of(new Slow()).declaration().rate())
        .contains(new RateLimit(2.5, 3));
    assertThat(ControllerDefinition.of(new Dynamic()).declaration().rate()).isEmpty();
  }

  @Test
  void everyMistakeIsNamedInOneLine() {
    assertInvalid(new OwnsTwice(), "owned twice");
    assertInvalid(new OwnsClusterScoped(), "cluster-scoped ClusterRole");
    assertInvalid(new OwnsNothing(), "give @Owns a class");
    assertInvalid(new OwnsItself(), "both its primary and owned");
    assertInvalid(new ReadsTwoWays(), "use one of byField");
    assertInvalid(new ReadsOddField(), "is no field");
    assertInvalid(new OddName(), "no DNS label");
    assertInvalid(new OddDeadline(), "deadline: \"soon\" is no duration");
    assertInvalid(new NoWorkers(), "use 1 or more");
    assertInvalid(new OddRate(), "qps = -1.0 is no rate: use 0 (no limit) to 10000 a second");
    assertInvalid(new BurstOfNothing(), "burst = 5 says nothing without qps");
    assertInvalid(new OddBurst(), "burst = -5 lets nothing begin: use 1 to 10000");
    assertInvalid(new OddCondition(), "no condition type");
    assertInvalid(new NoKind(), "give @Controller a class, or apiVersion and kind");
    assertInvalid(new CleansAnother(), "implement Cleanup<Vessel>");
    Reconciler<Vessel> lambda = (observed, context) -> Outcome.done();
    assertInvalid(lambda, "not a lambda");
  }

  private static void assertInvalid(Reconciler<?> reconciler, String part) {
    assertThatThrownBy(() -> ControllerDefinition.of(reconciler))
        .isInstanceOf(InvalidController.class)
        .hasMessageContaining(part)
        .hasMessageNotContaining("\n")
        .hasMessageStartingWith(reconciler.getClass().getName() + ": ");
  }
}
