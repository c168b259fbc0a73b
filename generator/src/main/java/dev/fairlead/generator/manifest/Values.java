package dev.fairlead.generator.manifest;

import dev.fairlead.generator.rbac.Component;
import java.util.Set;

/** What stands in the text of a manifest: the values themselves, or what Helm looks them up by. */
sealed interface Values {

  /** The image. */
  String image();

  /** Where everything goes. */
  String namespace();

  /** How many processes of a component there are. */
  String replicas(String component);

  /** What a process of a component gets, as a map in one line. */
  String resources(String component);

  /** The content of fairlead.yaml, as a value two levels deep. */
  String config();

  /** The values themselves. */
  record Plain(String image, String namespace, Layout layout, String configuration)
      implements Values {

    /** Watchers keep caches; the others keep nothing. */
    private static final Set<String> LARGE = Set.of("all", Component.WATCHER.toString());

    @Override
    public String replicas(String component) {
      return Integer.toString(layout.replicas());
    }

    @Override
    public String resources(String component) {
      return LARGE.contains(component)
          ? "{requests: {cpu: 100m, memory: 384Mi}, limits: {memory: 512Mi}}"
          : "{requests: {cpu: 100m, memory: 256Mi}, limits: {memory: 384Mi}}";
    }

    @Override
    public String config() {
      return "|\n" + configuration.indent(4).stripTrailing();
    }
  }

  /** Expressions of Helm's. */
  record Helm() implements Values {

    @Override
    public String image() {
      return "{{ .Values.image }}";
    }

    @Override
    public String namespace() {
      return "{{ .Values.namespace }}";
    }

    @Override
    public String replicas(String component) {
      return "{{ .Values.replicas." + component + " }}";
    }

    @Override
    public String resources(String component) {
      return "{{ toJson .Values.resources." + component + " }}";
    }

    @Override
    public String config() {
      return "{{ toJson .Values.config }}";
    }
  }
}
