package dev.fairlead.launcher.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The gateway's answers as documents for programs. */
public final class Documents {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private Documents() {}

  /** JSON over several lines. */
  public static String json(JsonNode answer) {
    return answer.toPrettyString();
  }

  /** The same in YAML. */
  public static String yaml(JsonNode answer) {
    DumpSettings block = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
    return new Dump(block).dumpToString(JSON.convertValue(answer, OBJECT)).stripTrailing();
  }
}
