package dev.fairlead.examples.fromjosdk;

import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.status.Condition;
import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Controller;
import dev.fairlead.sdk.Index;
import dev.fairlead.sdk.Observed;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.Predicate;
import dev.fairlead.sdk.Reads;
import dev.fairlead.sdk.Reconciler;
import dev.fairlead.sdk.Result;
import dev.fairlead.sdk.SecondaryToPrimary;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says of a Page whether its theme is there: a ConfigMap that lists the pages it is for. */
@Controller(name = "page-theme", ready = "Themed")
@Reads(
    value = ConfigMap.class, // an InformerEventSource
    labelSelector = "theme", // withLabelSelector
    mapping = ThemeReconciler.Pages.class, // withSecondaryToPrimaryMapper
    predicate = ThemeReconciler.Colours.class, // withOnUpdateFilter
    indexes = @Index(name = "byTheme", label = "theme")) // addIndexers
public final class ThemeReconciler implements Reconciler<Page> {

  private static final Condition.Type THEMED = Condition.of("Themed");

  /** A SecondaryToPrimaryMapper. */
  public static final class Pages implements SecondaryToPrimary<ConfigMap> {
    @Override
    public Collection<NamespacedName> primaries(ConfigMap theme) {
      String namespace = theme.getMetadata().getNamespace();
      String pages = theme.getData().getOrDefault("pages", "");
      return Stream.of(pages.split(",")).map(name -> new NamespacedName(namespace, name)).toList();
    }
  }

  /** An OnUpdateFilter, which is not given the old object: see what matters. */
  public static final class Colours implements Predicate<ConfigMap> {
    @Override
    public boolean test(ConfigMap theme) {
      return theme.getData().containsKey("colour");
    }

    @Override
    public @Nullable Object matters(ConfigMap theme) {
      return theme.getData().get("colour");
    }
  }

  @Override
  public Result reconcile(Observed<Page> observed, Context context) {
    Optional<ConfigMap> theme = observed.reads(ConfigMap.class).stream().findFirst();
    List<ConfigMap> dark = context.lister(ConfigMap.class).byIndex("byTheme", "dark"); // byIndex
    return Outcome.done()
        .condition(
            theme
                .map(it -> THEMED.isTrue("Found", it.getData().get("colour") + of(dark)))
                .orElseGet(() -> THEMED.isFalse("NoTheme", "No theme names this page" + of(dark))));
  }

  private static String of(List<? extends HasMetadata> dark) {
    return ", %d dark themes".formatted(dark.size());
  }
}
