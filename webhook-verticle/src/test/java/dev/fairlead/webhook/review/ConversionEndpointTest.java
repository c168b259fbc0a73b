package dev.fairlead.webhook.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.webhook.BuoyFunctions;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** ConversionReviews and what is answered. */
class ConversionEndpointTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String V1 = "sea.example.com/v1";
  private static final String V2 = "sea.example.com/v2";

  static String review(String desired, String objects) {
    return """
    {'apiVersion':'apiextensions.k8s.io/v1','kind':'ConversionReview','request':{
      'uid':'u-1','desiredAPIVersion':'%s','objects':[%s]}}\
    """
        .formatted(desired, objects)
        .replace('\'', '"');
  }

  private static JsonNode convert(String desired, String objects) throws Exception {
    Endpoint endpoint =
        Endpoint.of(BuoyFunctions.all()).stream()
            .filter(each -> each.path().equals("/convert"))
            .findFirst()
            .orElseThrow();
    byte[] body = review(desired, objects).getBytes(StandardCharsets.UTF_8);
    JsonNode response = MAPPER.readTree(endpoint.answer(body)).path("response");
    assertThat(response.path("uid").asText()).isEqualTo("u-1");
    return response;
  }

  @Test
  void toAnotherVersionAndBackNothingIsLost() throws Exception {
    String v2 =
        """
        {'apiVersion':'sea.example.com/v2','kind':'Buoy','metadata':{'name':'n','uid':'x',
        'labels':{'l':'1'},'annotations':{'a':'1'},'managedFields':[{'manager':'m'}]},
        'spec':{'heightMillimetres':2750,'colour':'green'}}\
        """;
    JsonNode v1 = convert(V1, v2).at("/convertedObjects/0");
    assertThat(v1.path("apiVersion").asText()).isEqualTo(V1);
    assertThat(v1.at("/spec/heightMetres").asInt()).isEqualTo(2);
    assertThat(v1.at("/metadata/uid").asText()).isEqualTo("x");
    assertThat(v1.at("/metadata/managedFields/0/manager").asText()).isEqualTo("m");
    assertThat(v1.at("/metadata/annotations").size()).isEqualTo(3);

    JsonNode back = convert(V2, v1.toString()).at("/convertedObjects/0");
    assertThat(back).isEqualTo(MAPPER.readTree(v2.replace('\'', '"')));
  }

  @Test
  void whatIsInTheVersionAlreadyStaysAsItIs() throws Exception {
    String v2 = "{'apiVersion':'sea.example.com/v2','kind':'Buoy','spec':{'other':1}}";
    assertThat(convert(V2, v2).at("/convertedObjects/0"))
        .isEqualTo(MAPPER.readTree(v2.replace('\'', '"')));
  }

  @Test
  void oneThatCannotBeConvertedFailsAllAndIsNamed() throws Exception {
    String good =
        "{'apiVersion':'sea.example.com/v2','kind':'Buoy','spec':{'heightMillimetres':1}}";
    String bad =
        "{'apiVersion':'sea.example.com/v2','kind':'Buoy','metadata':{'name':'b','namespace':'ns'},"
            + "'spec':{}}";
    JsonNode response = convert(V1, good + "," + bad);
    assertThat(response.has("convertedObjects")).isFalse();
    assertThat(response.at("/result/status").asText()).isEqualTo("Failed");
    assertThat(response.at("/result/message").asText())
        .isEqualTo(
            "Buoy ns/b: dev.fairlead.webhook.BuoyFunctions$Metres failed: NullPointerException: no"
                + " height");
  }

  @Test
  void aVersionThatNobodyKnowsIsNamed() throws Exception {
    JsonNode result =
        convert("sea.example.com/v9", "{'apiVersion':'sea.example.com/v2','kind':'Buoy'}")
            .path("result");
    assertThat(result.path("message").asText())
        .isEqualTo(
            "Buoy of sea.example.com/v2 cannot be converted to sea.example.com/v9: no converter was"
                + " given to Fairlead.run");
  }
}
