package dev.fairlead.sandbox.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.kind.Kind;
import dev.fairlead.sandbox.kind.KindRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindTablesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final KindRegistry KINDS = new KindRegistry();
  private static final KindTables TABLES =
      new KindTables(InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")));
  private static final String METADATA =
      "\"metadata\":{\"name\":\"x\",\"creationTimestamp\":\"2026-01-02T03:03:05Z\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          apps/deployments | {"spec":{"replicas":3,"selector":{"matchLabels":{"a":"b"}},"template":{"spec":{"containers":[{"name":"c","image":"i"},{"name":"d","image":"j"}]}}},"status":{"readyReplicas":1,"updatedReplicas":2}} | ["x","1/3",2,0,"60s","c,d","i,j","a=b"]
          /pods            | {"spec":{"containers":[{}]},"status":{"phase":"Pending","containerStatuses":[{"state":{"waiting":{"reason":"ErrImagePull"}}}]}} | ["x","0/1","ErrImagePull","0","60s","<none>","<none>","<none>","<none>"]
          /configmaps      | {"data":{"a":"b"},"binaryData":{"c":"d"}} | ["x",2,"60s"]
          /services        | {"spec":{"type":"NodePort","clusterIPs":["10.0.0.1"],"ports":[{"port":80,"nodePort":30000,"protocol":"TCP"}]}} | ["x","NodePort","10.0.0.1","<none>","80:30000/TCP","60s","<none>"]
          rbac.authorization.k8s.io/roles | {} | ["x","2026-01-02T03:03:05Z"]
          /events          | {"type":"Normal","reason":"R","involvedObject":{"kind":"Pod","name":"p"},"message":"m ","lastTimestamp":"2026-01-02T03:04:00Z"} | ["5s","Normal","R","pod/p","","","m","<unknown>",1,"x"]
          """)
  void showsBuiltInKinds(String resource, String object, String expected) throws Exception {
    String[] parts = resource.split("/", -1);
    Kind kind = KINDS.resource(parts[0], "v1", parts[1]).orElseThrow();
    assertEquals(expected, TABLES.cells(kind, object(object)).toString());
  }

  @Test
  void showsWhatADefinitionAsksFor() throws Exception {
    Kind kind =
        custom(
            """
            {"additionalPrinterColumns":[
              {"name":"Size","type":"integer","jsonPath":".spec.size","description":"how many"},
              {"name":"Ready","type":"string","jsonPath":".status.conditions[?(@.type==\\"Ready\\")].status"},
              {"name":"Age","type":"date","jsonPath":".metadata.creationTimestamp","priority":1}]}
            """);
    assertEquals(
        "[\"x\",3,null,\"60s\"]", TABLES.cells(kind, object("{\"spec\":{\"size\":3}}")).toString());
    assertEquals(
        "{\"name\":\"Size\",\"type\":\"integer\",\"format\":\"\",\"description\":\"how many\",\"priority\":0}",
        TABLES.columns(kind).get(1).toString());
  }

  @Test
  void showsTheAgeOfOthers() throws Exception {
    assertEquals("[\"x\",\"60s\"]", TABLES.cells(custom("{}"), object("{}")).toString());
  }

  private static ObjectNode object(String text) throws Exception {
    String fields = text.equals("{}") ? "" : "," + text.substring(1, text.length() - 1);
    return (ObjectNode) JSON.readTree("{" + METADATA + fields + "}");
  }

  private static Kind custom(String definition) throws Exception {
    return new Kind(
        "example.com",
        "v1",
        "widgets",
        "widget",
        "Widget",
        "WidgetList",
        List.of(),
        List.of(),
        true,
        Set.of(),
        Map.of(),
        KINDS.kind("", "v1", "ConfigMap").orElseThrow().schema(),
        Optional.of(JSON.readTree(definition)));
  }
}
