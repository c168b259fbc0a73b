package dev.fairlead.bench.jmh;

import dev.fairlead.kube.stream.ObjectDecoder;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ObservedObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A Deployment of a Memcached, as a real API server answers it: 3.3 KB, of which 1.3 KB are
 * managedFields.
 */
final class Objects {

  static final GroupVersionResource DEPLOYMENTS =
      new GroupVersionResource("apps", "v1", "deployments");

  private static final String JSON = read();

  private Objects() {}

  /** The answer, for an object of this number. */
  static Frame answer(int number) {
    return Frame.ofJson(
        JSON.replace("cache-0", "cache-" + number)
            .replace("00000000-0000", "%08d-0000".formatted(number))
            .getBytes(StandardCharsets.UTF_8));
  }

  /** The object of this number, cut from its answer. */
  static ObservedObject observed(int number) {
    return ObjectDecoder.decode(DEPLOYMENTS, answer(number)).orElseThrow();
  }

  private static String read() {
    try (InputStream in = Objects.class.getResourceAsStream("deployment.json")) {
      if (in == null) {
        throw new IllegalStateException("deployment.json is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new IllegalStateException("deployment.json cannot be read", e);
    }
  }
}
