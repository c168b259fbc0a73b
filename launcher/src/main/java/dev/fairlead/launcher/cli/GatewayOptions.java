package dev.fairlead.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.launcher.client.Documents;
import dev.fairlead.launcher.client.GatewayClient;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where the gateway is, and how its answer is shown. */
final class GatewayOptions {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--gateway",
      paramLabel = "URL",
      defaultValue = "${env:FAIRLEAD_GATEWAY:-http://127.0.0.1:8080}",
      description = "The gateway to ask (or FAIRLEAD_GATEWAY). Default: http://127.0.0.1:8080")
  private String gateway;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "A bearer token for the gateway (or FAIRLEAD_TOKEN).",
      defaultValue = "${env:FAIRLEAD_TOKEN}")
  private @Nullable String token;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "text (the default), wide (more columns), name (for other commands), json or yaml.")
  private OutputFormat output;

  /** How an answer is shown. */
  enum OutputFormat {
    TEXT,
    WIDE,
    NAME,
    JSON,
    YAML
  }

  /**
   * Prints an answer as it was asked for.
   *
   * @param text the answer for people, with more of it where that is asked for
   * @param names what of it can be given to other commands
   */
  void print(PrintWriter out, JsonNode answer, Text text, Names names) {
    switch (output) {
      case TEXT -> text.print(out, false);
      case WIDE -> text.print(out, true);
      case NAME -> names.of(answer).forEach(out::println);
      case JSON -> out.println(Documents.json(answer));
      case YAML -> out.println(Documents.yaml(answer));
    }
  }

  /** Whether people read the answer. */
  boolean forPeople() {
    return output == OutputFormat.TEXT || output == OutputFormat.WIDE;
  }

  /** An answer for people. */
  interface Text {
    void print(PrintWriter out, boolean wide);
  }

  /** The names in an answer. */
  interface Names {
    List<String> of(JsonNode answer);
  }

  GatewayClient client() {
    try {
      URI uri = URI.create(gateway);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return new GatewayClient(uri, Optional.ofNullable(token));
      }
    } catch (IllegalArgumentException malformed) {
      // Said below, in the same words as a URL of another scheme.
    }
    throw new ParameterException(
        spec.commandLine(),
        "--gateway takes a URL such as http://127.0.0.1:8080, not \"" + gateway + "\"");
  }
}
