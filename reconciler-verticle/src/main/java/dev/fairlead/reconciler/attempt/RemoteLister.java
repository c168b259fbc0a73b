package dev.fairlead.reconciler.attempt;

import dev.fairlead.protocol.message.Assign;
import dev.fairlead.protocol.object.GroupVersionKind;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.query.LookupAnswer;
import dev.fairlead.protocol.query.LookupQuery;
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

  private List<T> look(String namespace, String name, Map<String, String> labels) {
    LookupQuery query =
        new LookupQuery(assign.token(), kind, namespace, name, labels, Optional.empty());
    List<T> found = new ArrayList<>();
    try {
      while (true) {
        LookupAnswer page = around.snapshots().look(assign, query);
        for (ObservedObject object : around.live().complete(page.objects())) {
          found.add(type.cast(around.decoder().related(definition, kind, object)));
        }
        if (!page.more() || page.objects().isEmpty()) {
          return found;
        }
        query = query.behind(page.objects().getLast().name());
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
