package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.KindRegistry;
import dev.fairlead.sandbox.schema.CustomSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the differential tests write: from the files beside this class. */
public final class Subjects {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final KindRegistry kinds = new KindRegistry();
  private final ObjectNode definition = (ObjectNode) yaml("gadgets.yaml");
  private final List<Subject> all;

  public Subjects() {
    Kind gadget = gadget(definition);
    kinds.serve("gadgets.apply.example.com", List.of(gadget));
    JsonNode grammar = yaml("grammars.yaml");
    all =
        List.of(
            new Subject(builtIn("apps", "deployments"), grammar.get("deployment")),
            new Subject(builtIn("", "services"), grammar.get("service")),
            new Subject(builtIn("", "configmaps"), grammar.get("configmap")),
            new Subject(gadget, grammar.get("gadget")));
  }

  public KindRegistry kinds() {
    return kinds;
  }

  /** The CustomResourceDefinition among them. */
  public ObjectNode definition() {
    return definition;
  }

  /** A Deployment, a Service, a ConfigMap, and a custom resource. */
  public List<Subject> all() {
    return all;
  }

  private Kind builtIn(String group, String plural) {
    return kinds.resource(group, "v1", plural).orElseThrow();
  }

  private static Kind gadget(JsonNode definition) {
    JsonNode version = definition.at("/spec/versions/0");
    return new Kind(
        "apply.example.com",
        "v1",
        "gadgets",
        "gadget",
        "Gadget",
        "GadgetList",
        List.of(),
        List.of(),
        true,
        Set.of("get", "create", "update", "patch", "delete"),
        Map.of(),
        CustomSchema.of(version.at("/schema/openAPIV3Schema")),
        Optional.of(version));
  }

  private static JsonNode yaml(String file) {
    try (InputStream text = Subjects.class.getResourceAsStream(file)) {
      return YAML.readTree(text);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
