package dev.fairlead.reconciler.attempt;

import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.query.LookupAnswer;
import dev.fairlead.protocol.query.LookupQuery;
import dev.fairlead.protocol.query.SelectQuery;
import dev.fairlead.protocol.selector.LabelSelector;
import dev.fairlead.sdk.ControllerDefinition;
import dev.fairlead.sdk.Lister;
import dev.fairlead.sdk.LookupException;
import dev.fairlead.sdk.RevokedException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/** Looks into the cache of the attempt's owner, over the bus. Thread-safe; blocks. */
final class RemoteLister<T extends HasMetadata> implements Lister<T> {

  private final ControllerDefinition<?> definition;
  private final Class<T> type;
  private final GroupVersionKind kind;
  private final Assign assign;
  private final Surroundings around;

  RemoteLister(
      ControllerDefinition<?> definition, Class<T> type, Assign assign, Surroundings around) {
    this.definition = definition;
    this.type = type;
    this.kind = definition.kindOf(type);
    this.assign = assign;
    this.around = around;
  }

  @Override
  public Optional<T> get(String namespace, String name) {
    return look(namespace, name, Map.of()).stream().findFirst();
  }

  @Override
  public List<T> list(String namespace, Map<String, String> labels) {
    return look(namespace, "", labels);
  }

  @Override
  public List<T> list(String namespace, String selector) {
    return select(namespace, selector, "", "");
  }

  @Override
  public List<T> byIndex(String index, String value, String selector) {
    definition.requireIndex(type, index);
    return select("", selector, index, value);
  }

  private List<T> look(String namespace, String name, Map<String, String> labels) {
    LookupQuery all =
        new LookupQuery(assign.token(), kind, namespace, name, labels, Optional.empty());
    return pages(after -> after.map(all::behind).orElse(all));
  }

  private List<T> select(String namespace, String selector, String index, String value) {
    if (LabelSelector.parse(selector) instanceof LabelSelector.Parsed.Malformed(String detail)) {
      throw new IllegalArgumentException("\"" + selector + "\" is no selector: " + detail);
    }
    SelectQuery all =
        new SelectQuery(assign.token(), kind, namespace, selector, index, value, Optional.empty());
    return pages(after -> after.map(all::behind).orElse(all));
  }

  /** Asks for page after page, each behind the last object of the one before. */
  private List<T> pages(Function<Optional<NamespacedName>, Object> query) {
    List<T> found = new ArrayList<>();
    Optional<NamespacedName> last = Optional.empty();
    try {
      while (true) {
        LookupAnswer page = around.snapshots().look(assign, query.apply(last));
        for (ObservedObject object : around.live().complete(page.objects())) {
          found.add(type.cast(around.decoder().related(definition, kind, object)));
        }
        if (!page.more() || page.objects().isEmpty()) {
          return found;
        }
        last = Optional.of(page.objects().getLast().name());
      }
    } catch (ExecutionException unanswered) {
      throw new LookupException(kind + ": " + Questions.explain(unanswered));
    } catch (LiveObjects.UnreadException unread) {
      throw new LookupException(unread.explanation());
    } catch (Decoder.UndecodableException unreadable) {
      throw new LookupException(unreadable.explanation());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new RevokedException("The attempt was interrupted while it looked for " + kind);
    }
  }
}
