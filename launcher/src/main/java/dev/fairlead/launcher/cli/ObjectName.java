package dev.fairlead.launcher.cli;

import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An object as a person names it on the command line.
 *
 * @param namespace the namespace, {@code -} for a cluster-scoped object; empty if it is not said
 * @param name the name
 */
record ObjectName(Optional<String> namespace, String name) {

  static final class Converter implements ITypeConverter<ObjectName> {

    @Override
    public ObjectName convert(String text) {
      int slash = text.indexOf('/');
      boolean option = text.startsWith("-") && !text.startsWith("-/");
      if (option
          || text.isEmpty()
          || slash == 0
          || slash != text.lastIndexOf('/')
          || slash == text.length() - 1) {
        throw new TypeConversionException(
            "\""
                + text
                + "\" is no object; give NAMESPACE/NAME, or -/NAME for a cluster-scoped one");
      }
      return slash < 0
          ? new ObjectName(Optional.empty(), text)
          : new ObjectName(Optional.of(text.substring(0, slash)), text.substring(slash + 1));
    }
  }
}
