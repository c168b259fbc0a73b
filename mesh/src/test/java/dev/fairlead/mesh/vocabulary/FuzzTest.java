package dev.fairlead.mesh.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import dev.fairlead.mesh.wire.Decoded;
import dev.fairlead.mesh.wire.MessageType;
import dev.fairlead.mesh.wire.Refused;
import dev.fairlead.mesh.wire.WireFormat;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever arrives, it is a message or a refusal, soon, and without much memory. */
class FuzzTest {

  private static final int ROUNDS = 1_000;

  /** What one byte may cost: an empty list in a list, say, with a margin for the parser's own. */
  private static final long BYTES_A_BYTE = 128;

  /** The parser believes a byte string's length up to 250,000, whatever follows. */
  private static final long BYTES_A_FRAME = 512 << 10;

  private final WireFormat format = new WireFormat("fairlead", Vocabulary.schema());
  private final List<MessageType> types = List.copyOf(Vocabulary.schema().messages());
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Map<Refused.Cause, Integer> causes = new EnumMap<>(Refused.Cause.class);
  private int messages;

  @Test
  @Timeout(60)
  void damagedFramesAreRefused() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      byte[] frame = frame(seed);
      for (int i = 0; i < 20; i++) {
        decode(damage(frame, random), seed);
      }
    }

    assertThat(messages).as("damage that leaves a message: in a text, in a number").isPositive();
    assertThat(causes)
        .containsKeys(
            Refused.Cause.MALFORMED,
            Refused.Cause.FOREIGN,
            Refused.Cause.OTHER_MESH,
            Refused.Cause.TOO_NEW,
            Refused.Cause.UNKNOWN_TYPE,
            Refused.Cause.MISSING_FIELD);
  }

  @Test
  @Timeout(60)
  void everyBeginningOfAFrameIsRefused() {
    for (int seed = 0; seed < types.size(); seed++) {
      byte[] frame = frame(seed);
      for (int length = 0; length < frame.length; length += 1 + length / 64) {
        assertThat(decode(Arrays.copyOf(frame, length), seed)).isInstanceOf(Refused.class);
      }
    }
  }

  @Test
  @Timeout(60)
  void noiseIsRefused() {
    Random random = new Random(11);
    byte[] header = HexFormat.of().parseHex("d9d9f7860101016866616972" + "6c656164");
    for (int seed = 0; seed < ROUNDS * 10; seed++) {
      byte[] noise = new byte[random.nextInt(2_000)];
      random.nextBytes(noise);
      if (random.nextBoolean()) {
        System.arraycopy(header, 0, noise, 0, Math.min(header.length, noise.length));
      }
      decode(noise, seed);
    }
  }

  @BeforeEach
  void loadsItsClasses() {
    format.decode(frame(0));
    format.decode(new byte[0]);
  }

  private byte[] frame(int seed) {
    MessageType type = types.get(seed % types.size());
    return format.encode(
        new RandomMessages(seed).of(type.javaType()), refused -> fail(refused.toString()));
  }

  private Decoded decode(byte[] frame, int seed) {
    long before = threads.getCurrentThreadAllocatedBytes();
    Decoded decoded;
    try {
      decoded = format.decode(frame);
    } catch (RuntimeException | Error thrown) {
      return fail("seed " + seed + ": " + HexFormat.of().formatHex(frame), thrown);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before)
        .as("bytes allocated for %d, seed %d", frame.length, seed)
        .isLessThan(BYTES_A_FRAME + BYTES_A_BYTE * frame.length);
    switch (decoded) {
      case Decoded.Message message -> messages++;
      case Refused(Refused.Cause cause, String detail) -> causes.merge(cause, 1, Integer::sum);
    }
    return decoded;
  }

  private static byte[] damage(byte[] frame, Random random) {
    byte[] damaged = frame.clone();
    int at = random.nextInt(frame.length);
    switch (random.nextInt(7)) {
      case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> damaged[at] = (byte) random.nextInt();
      case 2 -> damaged = Arrays.copyOf(frame, at);
      case 3 -> damaged = Arrays.copyOf(frame, frame.length + 1 + random.nextInt(20));
      case 4 -> { // a length that lies: of text, bytes, list, or map
        damaged[at] = (byte) (0x40 + 0x20 * random.nextInt(4) + 24 + random.nextInt(4));
        for (int i = at + 1; i < Math.min(at + 5, damaged.length); i++) {
          damaged[i] = (byte) 0xff;
        }
      }
      case 5 -> damaged[random.nextInt(Math.min(frame.length, 30))] = (byte) random.nextInt();
      default -> { // a piece of it again
        int from = random.nextInt(frame.length);
        int length = random.nextInt(frame.length - Math.max(from, at));
        System.arraycopy(frame, from, damaged, at, length);
      }
    }
    return damaged;
  }
}
