package dev.fairlead.sandbox.http;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import dev.fairlead.sandbox.rest.Parameters;
import java.util.List;

/** JSON for people: whoever asks by hand gets it indented, as from kube-apiserver. */
final class Pretty {

  private static final List<String> PEOPLE = List.of("curl/", "Wget/", "Mozilla/5.0");

  private Pretty() {}

  static boolean wanted(Parameters query, String userAgent) {
    return query.optionalFlag("pretty").orElse(PEOPLE.stream().anyMatch(userAgent::startsWith));
  }

  static DefaultPrettyPrinter printer() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            new Separators()
                .withRootSeparator("")
                .withObjectFieldValueSpacing(Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""))
        .withObjectIndenter(lines)
        .withArrayIndenter(lines);
  }
}
