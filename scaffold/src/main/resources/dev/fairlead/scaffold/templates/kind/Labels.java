package {{package}};

import java.util.Map;

/** What the children of {{aKind}} are found by. */
final class {{Kind}}Labels {

  private {{Kind}}Labels() {}

  static Map<String, String> of({{Kind}} {{kind}}) {
    return Map.of(
        "app.kubernetes.io/name",
        "{{controller}}",
        "app.kubernetes.io/instance",
        {{kind}}.getMetadata().getName());
  }
}
