package dev.fairlead.protocol.simulation;

import dev.fairlead.protocol.cache.Reflector;
import dev.fairlead.protocol.cache.ReflectorInput;
import dev.fairlead.protocol.cache.ReflectorInput.End;
import dev.fairlead.protocol.dispatch.Dispatcher;
import dev.fairlead.protocol.dispatch.DispatcherInput;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What lacks one rule each of an API server that is restored from a backup. */
final class RestoreMutants {

  private RestoreMutants() {}

  /** A cache waits for the server to count as far as before. */
  static final class AheadWaits implements Sabotage {

    @Override
    public List<ReflectorInput> ended(ReflectorInput.Ended ended, Reflector reflector) {
      return List.of(
          ended.end() instanceof End.Ahead
              ? new ReflectorInput.Ended(ended.stream(), new End.Silent())
              : ended);
    }
  }

  /** An owner takes a barrier for passed since its cache had counted further before the restore. */
  static final class FormerEraPasses implements Sabotage {

    private final Map<Dispatcher, Map<GroupVersionResource, ResourceVersion>> progress =
        new HashMap<>();

    @Override
    public Optional<DispatcherInput> dispatcher(DispatcherInput input, Dispatcher dispatcher) {
      Map<GroupVersionResource, ResourceVersion> passed =
          progress.computeIfAbsent(dispatcher, absent -> new HashMap<>());
      return Optional.of(
          switch (input) {
            case DispatcherInput.Progressed(var resource, var version) -> {
              passed.put(resource, version);
              yield input;
            }
            case DispatcherInput.BarrierRead(long read, var resource, var version) ->
                new DispatcherInput.BarrierRead(
                    read,
                    resource,
                    version.max(passed.getOrDefault(resource, ResourceVersion.NONE)));
            default -> input;
          });
    }
  }

  /** An owner goes on counting with the versions of the era before. */
  static final class EraUnheard implements Sabotage {

    @Override
    public Optional<DispatcherInput> dispatcher(DispatcherInput input, Dispatcher dispatcher) {
      return input instanceof DispatcherInput.EraBegan ? Optional.empty() : Optional.of(input);
    }
  }
}
