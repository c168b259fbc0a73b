package dev.fairlead.protocol.transcript;

import dev.fairlead.protocol.message.Incarnation;
import dev.fairlead.protocol.message.Partition;
import dev.fairlead.protocol.message.Reason;
import dev.fairlead.protocol.message.Token;
import dev.fairlead.protocol.message.TraceContext;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObjectRef;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Writes inputs, effects and messages for people: the name of the fact, then what it says, without
 * what is empty. Sets and maps are sorted, so the text is the same in every JVM.
 */
public final class Text {

  private Text() {}

  /** The text of a value. */
  public static String of(Object value) {
    return switch (value) {
      case Token token -> token.key() + "#" + token.attempt() + "@" + token.epoch();
      case Incarnation incarnation -> incarnation.toString();
      case Partition partition -> partition.controller();
      case Reason reason -> reason.toString();
      case NamespacedName name -> name.toString();
      case ResourceVersion version -> version.value().isEmpty() ? "none" : version.value();
      case GroupVersionResource resource -> resource.resource();
      case ObjectRef ref -> ref.resource().resource() + " " + ref.name();
      case ObservedObject object -> object(object);
      case TraceContext context -> context.traceparent();
      case Optional<?> optional -> optional.map(Text::of).orElse("");
      case List<?> list -> "[" + joined(list.stream().map(Text::of).toList()) + "]";
      case Collection<?> unordered ->
          "[" + joined(unordered.stream().map(Text::of).sorted().toList()) + "]";
      case Map<?, ?> map ->
          "["
              + joined(
                  map.entrySet().stream()
                      .map(entry -> of(entry.getKey()) + ": " + of(entry.getValue()))
                      .sorted()
                      .toList())
              + "]";
      case Record fact -> fact(fact);
      default -> value.toString();
    };
  }

  private static String joined(List<String> texts) {
    return String.join(", ", texts);
  }

  private static String object(ObservedObject object) {
    String fields =
        object.metadata().fields().isEmpty() ? "" : " " + of(object.metadata().fields());
    String deleting = object.metadata().deleting() ? " deleting" : "";
    return of(object.ref())
        + " "
        + object.metadata().uid()
        + " v"
        + of(object.resourceVersion())
        + fields
        + deleting;
  }

  private static String fact(Record fact) {
    StringJoiner text = new StringJoiner(" ");
    text.add(fact.getClass().getSimpleName());
    for (RecordComponent component : fact.getClass().getRecordComponents()) {
      try {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        String value = of(accessor.invoke(fact));
        if (value.equals("true")) {
          text.add(component.getName());
        } else if (!value.isEmpty() && !value.equals("[]") && !value.equals("false")) {
          text.add(named(component, value));
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return text.toString();
  }

  /** Numbers and words need their name; values of a type of their own speak for themselves. */
  private static String named(RecordComponent component, String value) {
    Class<?> type = component.getType();
    boolean plain =
        type.isPrimitive() || type == String.class || Collection.class.isAssignableFrom(type);
    boolean message =
        component.getName().equals("message") || component.getName().equals("problem");
    return message
        ? "\"" + value + "\""
        : plain ? component.getName() + "=" + value : nested(type, value);
  }

  private static String nested(Class<?> type, String value) {
    boolean compound =
        value.contains("=") || (value.contains(" ") && !ObjectRef.class.equals(type));
    return compound && !ObservedObject.class.equals(type) ? "(" + value + ")" : value;
  }
}
