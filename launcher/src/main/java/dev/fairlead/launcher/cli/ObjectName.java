package dev.fairlead.launcher.cli;

import dev.fairlead.launcher.client.GatewayClient;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An object as a person names it on the command line.
 *
 * @param namespace the namespace, {@code -} for a cluster-scoped object
 * @param name the name
 */
record ObjectName(String namespace, String name) {

  /** Where the gateway answers for it: the object itself, or what lies below it. */
  String path(String controller, String... below) {
    String object =
        GatewayClient.path("api", "v1", "controllers", controller, "objects", namespace, name);
    return below.length == 0 ? object : object + GatewayClient.path(below);
  }

  static final class Converter implements ITypeConverter<ObjectName> {

    @Override
    public ObjectName convert(String text) {
      int slash = text.indexOf('/');
      if (slash < 1 || slash != text.lastIndexOf('/') || slash == text.length() - 1) {
        throw new TypeConversionException(
            "\""
                + text
                + "\" is no object; give NAMESPACE/NAME, or -/NAME for a cluster-scoped one");
      }
      return new ObjectName(text.substring(0, slash), text.substring(slash + 1));
    }
  }
}
