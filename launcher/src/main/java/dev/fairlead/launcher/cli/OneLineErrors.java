package dev.fairlead.launcher.cli;

import dev.fairlead.launcher.client.GatewayFailure;
import dev.fairlead.launcher.jaeger.JaegerFailure;
import dev.fairlead.sdk.InvalidSchema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong in one line, and never shows a stack trace to a person. */
final class OneLineErrors {

  private static final Logger LOG = LoggerFactory.getLogger(OneLineErrors.class);

  private OneLineErrors() {}

  static int wrongUsage(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    String suggestion = "";
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      suggestion =
          unmatched.getSuggestions().stream()
              .findFirst()
              .map(nearest -> " (did you mean " + nearest + "?)")
              .orElse("");
    }
    command
        .getErr()
        .println(
            "fairlead: "
                + oneLine(wrong.getMessage())
                + suggestion
                + "; see "
                + command.getCommandSpec().qualifiedName()
                + " --help");
    return CommandLine.ExitCode.USAGE;
  }

  static int failed(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof CommandFailure
        || failure instanceof GatewayFailure
        || failure instanceof JaegerFailure) {
      command.getErr().println("fairlead: " + oneLine(failure.getMessage()));
    } else if (failure instanceof InvalidSchema) {
      command.getErr().println("fairlead: " + oneLine(failure.getMessage()));
      return CommandLine.ExitCode.USAGE;
    } else if (failure instanceof WrongConfiguration wrong) {
      wrong.problems().forEach(line -> command.getErr().println("fairlead: " + oneLine(line)));
      return CommandLine.ExitCode.USAGE;
    } else {
      LOG.debug("unexpected failure", failure);
      command
          .getErr()
          .println(
              "fairlead: unexpected "
                  + failure.getClass().getSimpleName()
                  + ": "
                  + oneLine(failure.getMessage())
                  + "; run with FAIRLEAD_LOGGING_LEVEL=DEBUG for more");
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String oneLine(@Nullable String message) {
    return message == null ? "no message" : message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
