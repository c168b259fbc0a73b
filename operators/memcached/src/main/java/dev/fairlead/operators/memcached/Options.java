package dev.fairlead.operators.memcached;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What memcached is told on its command line. */
public record Options(
    @JsonPropertyDescription("Memory for items, in MiB; 64 by default.") @Min(8) @Max(1_048_576)
        @Nullable Integer memoryMebibytes,
    @JsonPropertyDescription("Connections at once; memcached's own default is 1024.")
        @Min(1)
        @Max(1_000_000)
        @Nullable Integer maxConnections,
    @JsonPropertyDescription("Threads that answer requests; memcached's own default is 4.")
        @Min(1)
        @Max(64)
        @Nullable Integer threads,
    @JsonPropertyDescription(
            "Further long options, each as --name or --name=value. What the operator sets itself"
                + " cannot be set here.")
        @Nullable List<@Pattern(EXTRA_ARGUMENT) String> extraArguments) {

  static final Options DEFAULTS = new Options(null, null, null, null);

  static final String EXTRA_ARGUMENT = "^--[a-z][-a-z0-9]*(=.+)?$";

  private static final int DEFAULT_MEMORY_MEBIBYTES = 64;

  /** What the other fields, the Service and the Pod's security rest on. */
  private static final Set<String> OURS =
      Set.of(
          "memory-limit",
          "conn-limit",
          "threads",
          "port",
          "udp-port",
          "listen",
          "unix-socket",
          "user",
          "daemon",
          "pidfile");

  int memory() {
    return memoryMebibytes == null ? DEFAULT_MEMORY_MEBIBYTES : memoryMebibytes;
  }

  List<String> extra() {
    return extraArguments == null ? List.of() : extraArguments;
  }

  List<String> arguments() {
    List<String> arguments = new ArrayList<>(List.of("--memory-limit=" + memory()));
    if (maxConnections != null) {
      arguments.add("--conn-limit=" + maxConnections);
    }
    if (threads != null) {
      arguments.add("--threads=" + threads);
    }
    arguments.addAll(extra());
    return arguments;
  }

  /** The first extra argument that sets what is the operator's; memcached takes abbreviations. */
  Optional<String> taken() {
    return extra().stream()
        .filter(argument -> {
          String name = argument.substring(2).split("=", 2)[0];
          return OURS.stream().anyMatch(ours -> ours.startsWith(name));
        })
        .findFirst();
  }
}
