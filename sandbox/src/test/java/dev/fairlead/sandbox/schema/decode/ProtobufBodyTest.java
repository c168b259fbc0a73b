package dev.fairlead.sandbox.schema.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.sandbox.rejection.Rejection;
import dev.fairlead.sandbox.schema.Definitions;
import dev.fairlead.sandbox.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes were made by hand, and their meaning asked of kube-apiserver 1.36.3. */
class ProtobufBodyTest {

  private static final String CONFIG_MAP = "k8s\0\n\17\n\2v1\22\tConfigMap\22";

  private final Schema schema = Definitions.builtIn().named("io.k8s.api.core.v1.ConfigMap");

  @Test
  void fieldsTextsBytesAndMapsAreRead() throws Exception {
    String metadata = "\n\3\n\1a";
    String data = "\22\6\n\1k\22\1v";
    String binary = "\32\6\n\1b\22\1!";
    String immutable = "\40\1";
    String object = metadata + data + binary + immutable;

    RequestBody body = read(bytes(CONFIG_MAP + (char) object.length() + object));

    assertThat(body.object())
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"},
                     "data": {"k": "v"}, "binaryData": {"b": "IQ=="}, "immutable": true}
                    """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7b7d         | the object provided is unrecognized (must be of type ConfigMap): provided data does not appear to be a protobuf message, expected prefix [107 56 115 0] ({})
          ''           | the object provided is unrecognized (must be of type ConfigMap): empty data (<empty>)
          6b3873000a50 | the object provided is unrecognized (must be of type ConfigMap): unexpected EOF (6b3873000a50)
          """)
  void whatIsNoMessageIsRefusedInTheWordsOfKubeApiserver(String hex, String message) {
    assertThatThrownBy(() -> read(HexFormat.of().parseHex(hex)))
        .isInstanceOfSatisfying(
            Rejection.class, e -> assertThat(e.status().message()).isEqualTo(message));
  }

  @Test
  void aMessageThatEndsTooEarlyIsRefused() {
    assertThatThrownBy(() -> read(bytes(CONFIG_MAP + "\3\n\30\n")))
        .isInstanceOfSatisfying(
            Rejection.class,
            e ->
                assertThat(e.status().message())
                    .isEqualTo(
                        "ConfigMap in version \"v1\" cannot be handled as a ConfigMap: unexpected"
                            + " EOF"));
  }

  private RequestBody read(byte[] bytes) throws Rejection {
    return RequestBody.protobuf("ConfigMap", schema, bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
