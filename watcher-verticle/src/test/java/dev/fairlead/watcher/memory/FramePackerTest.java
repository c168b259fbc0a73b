package dev.fairlead.watcher.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.Metadata;
import dev.fairlead.protocol.object.NamespacedName;
import dev.fairlead.protocol.object.ObservedObject;
import dev.fairlead.protocol.object.ResourceVersion;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class FramePackerTest {

  private static final int MANY = 1_000;

  private final Random random = new Random(7);

  @Test
  void whatIsAlikeTakesAThirdOfItsSizeOrLess() {
    List<ObservedObject> packed = pack(MANY);

    List<ObservedObject> later = packed.subList(MANY / 2, MANY);
    assertThat(stored(later) * 3).isLessThan(size(later));
  }

  @Test
  void everyFrameIsReadAsItCame() {
    FramePacker packer = new FramePacker();
    for (int i = 0; i < MANY; i++) {
      ObservedObject object = object(i, deployment(i));

      ObservedObject packed = packer.pack(object);

      assertThat(packed.frame().json()).isEqualTo(object.frame().json());
      assertThat(packed).isEqualTo(object).hasSameHashCodeAs(object);
    }
  }

  @Test
  void aFewObjectsStayAsTheyAre() {
    assertThat(pack(20))
        .allSatisfy(it -> assertThat(it.frame().storedBytes()).isEqualTo(it.frame().sizeBytes()));
  }

  @Test
  void whatCannotBeMadeSmallerStaysAsItIs() {
    FramePacker packer = new FramePacker();
    for (int i = 0; i < MANY; i++) {
      byte[] noise = new byte[400];
      random.nextBytes(noise);
      Frame frame = Frame.ofJson(noise);

      Frame packed = packer.pack(object(i, frame)).frame();

      assertThat(packed.json()).isEqualTo(noise);
      assertThat(packed.storedBytes()).isLessThanOrEqualTo(noise.length);
    }
  }

  @Test
  void manyThreadsMayReadTheSameFrame() throws InterruptedException, ExecutionException {
    Frame packed = pack(MANY).getLast().frame();
    byte[] json = packed.json();
    List<Future<byte[]>> reads = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        reads.add(threads.submit(packed::json));
      }
      for (Future<byte[]> read : reads) {
        assertThat(read.get()).isEqualTo(json);
      }
    }
  }

  private List<ObservedObject> pack(int count) {
    FramePacker packer = new FramePacker();
    List<ObservedObject> packed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      packed.add(packer.pack(object(i, deployment(i))));
    }
    return packed;
  }

  private static long size(List<ObservedObject> objects) {
    return objects.stream().mapToLong(it -> it.frame().sizeBytes()).sum();
  }

  private static long stored(List<ObservedObject> objects) {
    return objects.stream().mapToLong(it -> it.frame().storedBytes()).sum();
  }

  private static ObservedObject object(int index, Frame frame) {
    return new ObservedObject(
        new GroupVersionResource("apps", "v1", "deployments"),
        new Metadata(
            new NamespacedName("default", "cache-" + index),
            "uid-" + index,
            new ResourceVersion(String.valueOf(index + 1)),
            1,
            false,
            Map.of(),
            Map.of(),
            List.of(),
            Map.of()),
        frame);
  }

  private Frame deployment(int index) {
    byte[] uid = new byte[16];
    random.nextBytes(uid);
    return Frame.ofJson(
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"cache-%d","namespace":"default",\
        "uid":"%s","resourceVersion":"%d","labels":{"app.kubernetes.io/name":"cache","tier":"%d"}},\
        "spec":{"replicas":%d,"selector":{"matchLabels":{"app":"cache-%d"}},"template":{"spec":{"containers":\
        [{"name":"memcached","image":"memcached:1.6","ports":[{"containerPort":11211,"name":"memcached"}]}]}}},\
        "status":{"readyReplicas":%d,"conditions":[{"type":"Available","status":"True","reason":"MinimumReplicasAvailable"}]}}\
        """
            .formatted(
                index,
                HexFormat.of().formatHex(uid),
                1_000 + index,
                index % 5,
                index % 7,
                index,
                index % 7)
            .getBytes(UTF_8));
  }
}
