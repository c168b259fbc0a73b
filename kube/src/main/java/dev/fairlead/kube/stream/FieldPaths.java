package dev.fairlead.kube.stream;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Dotted paths as a tree that is walked along with the parser. Paths end at scalars. */
final class FieldPaths {

  private final Map<String, FieldPaths> children = new HashMap<>();
  private String path = "";

  static FieldPaths of(Collection<String> paths) {
    FieldPaths root = new FieldPaths();
    for (String path : paths) {
      FieldPaths at = root;
      for (String part : path.split("\\.", -1)) {
        at = at.children.computeIfAbsent(part, absent -> new FieldPaths());
      }
      at.path = path;
    }
    return root;
  }

  /** Reads the value of the field the parser stands on, up to its last token. */
  void readField(JsonParser parser, String name, Map<String, String> found) throws IOException {
    JsonToken token = parser.nextToken();
    FieldPaths child = children.get(name);
    if (child == null) {
      parser.skipChildren();
    } else if (token == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        child.readField(parser, parser.currentName(), found);
      }
    } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL && !child.path.isEmpty()) {
      found.put(child.path, parser.getText());
    } else {
      parser.skipChildren();
    }
  }
}
