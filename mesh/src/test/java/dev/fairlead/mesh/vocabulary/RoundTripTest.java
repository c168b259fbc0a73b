package dev.fairlead.mesh.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.fairlead.mesh.wire.Decoded;
import dev.fairlead.mesh.wire.MessageType;
import dev.fairlead.mesh.wire.WireFormat;
import java.util.Collection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {

  private static final int SEEDS = 100;

  private final WireFormat format = new WireFormat("fairlead", Vocabulary.schema());

  static Collection<MessageType> messages() {
    return Vocabulary.schema().messages();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void whatIsSentIsWhatArrives(MessageType type) {
    for (long seed = 0; seed < SEEDS; seed++) {
      Object message = new RandomMessages(seed).of(type.javaType());

      byte[] frame = format.encode(message, refused -> fail(refused.toString()));

      assertThat(format.decode(frame)).as("seed %d", seed).isEqualTo(new Decoded.Message(message));
    }
  }
}
