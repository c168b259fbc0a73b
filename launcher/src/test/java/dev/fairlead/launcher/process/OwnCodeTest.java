package dev.fairlead.launcher.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.protocol.declaration.Declaration;
import dev.fairlead.protocol.declaration.WatchedKind;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Controller;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Desired;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Predicate;
import dev.fairlead.sdk.Reads;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;
import dev.fairlead.sdk.SecondaryToPrimary;
import dev.fairlead.watcher.controller.OperatorCode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What Java of an operator says of an object. */
class OwnCodeTest {

  /** The ConfigMaps' key {@code for} lists Services by name. */
  static final class Listed implements SecondaryToPrimary<ConfigMap> {
    @Override
    public List<NamespacedName> primaries(ConfigMap map) {
      return List.of(Objects.requireNonNull(map.getData().get("for")).split(",")).stream()
          .map(name -> new NamespacedName(map.getMetadata().getNamespace(), name))
          .toList();
    }
  }

  static final class OnlyColours implements Predicate<ConfigMap> {
    @Override
    public boolean test(ConfigMap map) {
      return map.getData().containsKey("colour");
    }

    @Override
    public @Nullable Object matters(ConfigMap map) {
      return map.getData().get("colour");
    }
  }

  @Controller(name = "painter")
  @Reads(value = ConfigMap.class, mapping = Listed.class, predicate = OnlyColours.class)
  static final class Painter implements Reconciler<Service> {
    @Override
    public Result reconcile(Observed<Service> observed, Context context) {
      return Desired.noChildren();
    }
  }

  private final Declaration declaration = ControllerDefinition.of(new Painter()).declaration();
  private final WatchedKind maps = declaration.reads().getFirst();
  private final OwnCode code = new OwnCode(List.of(ControllerDefinition.of(new Painter())));

  @Test
  void itSaysWhomAnObjectConcernsAndWhatMatters() {
    assertThat(said("{\"for\":\"a,b\",\"colour\":\"red\",\"size\":\"5\"}"))
        .isEqualTo(
            new OperatorCode.Said(
                List.of(new NamespacedName("default", "a"), new NamespacedName("default", "b")),
                Optional.of("\"red\"")));
    assertThat(said("{\"for\":\"a\"}").matters()).as("without a colour").isEmpty();
  }

  @Test
  void whatItsCodeThrowsIsThrown() {
    assertThatThrownBy(() -> said("{\"colour\":\"red\"}")).isInstanceOf(RuntimeException.class);
  }

  @Test
  void anotherDeclarationHasOtherCode() {
    Declaration newer =
        new Declaration(
            declaration.controller(),
            "2.0",
            declaration.primary(),
            declaration.owned(),
            declaration.reads(),
            declaration.readyCondition(),
            declaration.namespaces(),
            declaration.deadline(),
            declaration.resync(),
            declaration.workersMax());

    assertThat(code.find(declaration, maps)).isPresent();
    assertThat(code.find(newer, maps)).isEmpty();
  }

  private OperatorCode.Said said(String data) {
    String json =
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"m\",\"namespace\":\"default\"},\"data\":"
            + data
            + "}";
    return code.find(declaration, maps).orElseThrow().of(json.getBytes(UTF_8));
  }
}
