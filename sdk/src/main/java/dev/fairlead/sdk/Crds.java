package dev.fairlead.sdk;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fairlead.protocol.status.Condition;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceSubresourceScale;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * CustomResourceDefinitions from Java classes, by fabric8's generator and its annotations:
 * {@code @Min}, {@code @Default}, {@code @SpecReplicas}, {@code @PrinterColumn} and the like. The
 * same classes give the same text.
 *
 * <p>What annotations cannot tell the generator is added: a list named {@code conditions} gets the
 * schema of {@code metav1.Condition} and is a map by type, so that several writers can share it.
 */
public final class Crds {

  private static final String API_VERSION = "v1";
  private static final List<String> CONDITION_REQUIRED =
      List.of("lastTransitionTime", "message", "reason", "status", "type");
  private static final YAMLMapper YAML =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                  .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .build())
          .addModule(new SimpleModule().addSerializer(Double.class, new PlainNumbers()))
          .build();

  private Crds() {}

  /**
   * The definitions of these kinds, ordered by name; versions of one kind share one.
   *
   * @throws InvalidSchema if they cannot become definitions
   */
  public static List<CustomResourceDefinition> of(
      Collection<? extends Class<? extends HasMetadata>> types) {
    return KindVersions.of(types).stream().map(Crds::of).toList();
  }

  private static CustomResourceDefinition of(KindVersions kind) {
    kind.check();
    Collector collector = new Collector();
    try {
      new CRDGenerator()
          .customResourceClasses(kind.types())
          .forCRDVersions(API_VERSION)
          .withParallelGenerationEnabled(false)
          .withPostProcessor(collector)
          .withOutput(new Discarding())
          .generate();
    } catch (IllegalArgumentException | IllegalStateException unable) {
      throw new InvalidSchema(
          "%s cannot become a schema: %s; change the field, or say by @SchemaFrom or @PreserveUnknownFields what it is"
              .formatted(kind.names(), oneLine(unable)),
          unable);
    }
    CustomResourceDefinition definition = collector.definitions.getFirst();
    definition.getSpec().getVersions().forEach(version -> requireWholeScale(kind, version));
    orderColumns(definition, kind.types());
    return definition;
  }

  /** The API server takes none by halves. */
  private static void requireWholeScale(
      KindVersions kind, CustomResourceDefinitionVersion version) {
    if (version.getSubresources() == null || version.getSubresources().getScale() == null) {
      return;
    }
    CustomResourceSubresourceScale scale = version.getSubresources().getScale();
    if (scale.getSpecReplicasPath() == null || scale.getStatusReplicasPath() == null) {
      throw new InvalidSchema(
          "%s has half a scale subresource in %s: annotate a field of its spec with @SpecReplicas and one of its status with @StatusReplicas, or neither"
              .formatted(kind.name(), version.getName()));
    }
  }

  /** The generator draws its paths over several lines. */
  private static String oneLine(Exception unable) {
    return String.valueOf(unable.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /** The definitions of the primaries of these controllers, where they are custom resources. */
  public static List<CustomResourceDefinition> ofControllers(
      Collection<ControllerDefinition<?>> controllers) {
    return ofControllers(controllers, List.of());
  }

  /** The same with further classes, such as other versions of a kind. */
  public static List<CustomResourceDefinition> ofControllers(
      Collection<ControllerDefinition<?>> controllers,
      Collection<Class<? extends HasMetadata>> more) {
    Set<Class<? extends HasMetadata>> types = new LinkedHashSet<>(more);
    for (ControllerDefinition<?> controller : controllers) {
      if (CustomResource.class.isAssignableFrom(controller.primaryType())) {
        types.add(controller.primaryType());
      }
    }
    return of(types);
  }

  /** As a manifest: one YAML document for each. */
  public static String yaml(Collection<CustomResourceDefinition> definitions) {
    return definitions.stream().map(Crds::document).collect(Collectors.joining());
  }

  private static String document(CustomResourceDefinition definition) {
    try {
      return YAML.writeValueAsString(definition);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(definition.getMetadata().getName() + " has no YAML", e);
    }
  }

  private static void completeConditions(JSONSchemaProps schema) {
    if (schema.getProperties() == null) {
      return;
    }
    schema.getProperties().forEach(Crds::completeIfConditions);
    schema.getProperties().values().forEach(Crds::sayRulesOnce);
  }

  private static void completeIfConditions(String name, JSONSchemaProps property) {
    if (!name.equals("conditions") || !isListOfConditions(property)) {
      completeConditions(property);
      return;
    }
    property.setXKubernetesListType("map");
    property.setXKubernetesListMapKeys(List.of("type"));
    JSONSchemaProps condition = property.getItems().getSchema();
    condition.setRequired(CONDITION_REQUIRED);
    condition
        .getProperties()
        .forEach((field, schema) -> {
          switch (field) {
            case "lastTransitionTime" -> schema.setFormat("date-time");
            case "observedGeneration" -> schema.setFormat("int64");
            case "status" ->
                schema.setEnum(Stream.of(Condition.Status.values()).map(Crds::text).toList());
            default -> {} // texts without a form
          }
        });
  }

  /** A rule on a component of a record is found at its field and at its accessor. */
  private static void sayRulesOnce(JSONSchemaProps property) {
    if (property.getXKubernetesValidations() != null) {
      property.setXKubernetesValidations(
          property.getXKubernetesValidations().stream().distinct().toList());
    }
  }

  private static boolean isListOfConditions(JSONSchemaProps property) {
    return "array".equals(property.getType())
        && property.getItems().getSchema().getProperties() != null
        && property.getItems().getSchema().getProperties().keySet().containsAll(CONDITION_REQUIRED);
  }

  private static JsonNode text(Condition.Status status) {
    return TextNode.valueOf(status.toString());
  }

  /**
   * Columns that are declared on the class keep the order in which they are declared there, after
   * those that are declared on fields; the generator sorts them by path.
   */
  private static void orderColumns(
      CustomResourceDefinition definition, Collection<? extends Class<?>> types) {
    List<String> declared =
        types.stream()
            .flatMap(type -> Stream.of(type.getAnnotationsByType(AdditionalPrinterColumn.class)))
            .map(AdditionalPrinterColumn::name)
            .toList();
    definition
        .getSpec()
        .getVersions()
        .forEach(version ->
            version
                .getAdditionalPrinterColumns()
                .sort(Comparator.comparingInt(column -> declared.indexOf(column.getName()))));
  }

  /** Writes the {@code 1.0} of the model's bounds as {@code 1}. */
  private static final class PlainNumbers extends StdSerializer<Double> {

    private static final long serialVersionUID = 1L;

    private PlainNumbers() {
      super(Double.class);
    }

    @Override
    public void serialize(Double number, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeNumber(BigDecimal.valueOf(number).stripTrailingZeros().toPlainString());
    }
  }

  /** Keeps the definitions as objects, completed. */
  private static final class Collector implements CRDPostProcessor {

    private final List<CustomResourceDefinition> definitions = new ArrayList<>();

    @Override
    public HasMetadata process(HasMetadata generated, String crdSpecVersion) {
      CustomResourceDefinition definition = (CustomResourceDefinition) generated;
      definition
          .getSpec()
          .getVersions()
          .forEach(version -> completeConditions(version.getSchema().getOpenAPIV3Schema()));
      definitions.add(definition);
      return definition;
    }
  }

  /** The generator insists on writing somewhere. */
  private static final class Discarding extends CRDGenerator.AbstractCRDOutput<OutputStream> {
    @Override
    protected OutputStream createStreamFor(String crdName) {
      return OutputStream.nullOutputStream();
    }
  }
}
