package dev.fairlead.webhook.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.webhook.BuoyFunctions;
import io.fabric8.zjsonpatch.JsonPatch;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AdmissionReviews and what is answered. */
class AdmissionEndpointTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String VALIDATE = "/validate-sea-example-com-v2-buoy";
  private static final String MUTATE = "/mutate-sea-example-com-v2-buoy";
  private static final String RED = "{'heightMillimetres':900,'colour':'red','lamps':[]}";

  private static Endpoint at(String path) {
    return Endpoint.of(BuoyFunctions.all()).stream()
        .filter(each -> each.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private static String review(String operation, String object, String old) {
    return """
    {'apiVersion':'admission.k8s.io/v1','kind':'AdmissionReview','request':{
      'uid':'u-1','operation':'%s','name':'n','namespace':'ns','dryRun':true,
      'kind':{'group':'sea.example.com','version':'v2','kind':'Buoy'},
      'userInfo':{'username':'jane','groups':['crew'],'extra':{'k':['v']}},
      'object':%s,'oldObject':%s}}\
    """
        .formatted(operation, object, old)
        .replace('\'', '"');
  }

  private static String buoy(String spec) {
    return "{'apiVersion':'sea.example.com/v2','kind':'Buoy','metadata':{'name':'n'},'spec':%s}"
        .formatted(spec);
  }

  private static JsonNode ask(String path, String body) {
    try {
      JsonNode answer = MAPPER.readTree(at(path).answer(body.getBytes(StandardCharsets.UTF_8)));
      assertThat(answer.at("/response/uid").asText()).isEqualTo("u-1");
      return answer.path("response");
    } catch (Exception unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  private static JsonNode patch(JsonNode response) throws Exception {
    assertThat(response.path("patch").asText()).as(response.toString()).isNotEmpty();
    return MAPPER.readTree(response.get("patch").binaryValue());
  }

  private static JsonNode validate(String spec) {
    return ask(VALIDATE, review("CREATE", buoy(spec), "null"));
  }

  @Test
  void whatIsGoodIsAllowedWithWarningsInOneLine() {
    assertThat(validate(RED).path("allowed").asBoolean()).isTrue();
    JsonNode warned = validate("{'heightMillimetres':900,'colour':'red'}");
    assertThat(warned.path("allowed").asBoolean()).isTrue();
    assertThat(warned.path("warnings").get(0).asText()).isEqualTo("without a lamp it is not seen");
  }

  @Test
  void errorsAreStatedByFieldInTheWordsOfTheApiServer() {
    JsonNode status = validate("{'heightMillimetres':1,'colour':'blue'}").path("status");
    assertThat(status.path("code").asInt()).isEqualTo(422);
    assertThat(status.path("reason").asText()).isEqualTo("Invalid");
    assertThat(status.path("message").asText())
        .isEqualTo(
            "Buoy.sea.example.com \"n\" is invalid: [spec.heightMillimetres: Invalid value: 1: must"
                + " be 500 or more, spec.colour: Unsupported value: \"blue\": supported values:"
                + " \"red\", \"green\"]");
    JsonNode cause = status.at("/details/causes/0");
    assertThat(cause.path("field").asText()).isEqualTo("spec.heightMillimetres");
    assertThat(cause.path("reason").asText()).isEqualTo("FieldValueInvalid");
    assertThat(cause.path("message").asText()).isEqualTo("Invalid value: 1: must be 500 or more");
  }

  @Test
  void updatesSeeTheOldObjectAndDeletesTheOneThatGoes() {
    JsonNode painted =
        ask(VALIDATE, review("UPDATE", buoy(RED), buoy("{'colour':'green'}"))).path("status");
    assertThat(painted.path("message").asText()).contains("spec.colour: Forbidden: a buoy keeps");
    String gone = review("DELETE", "null", buoy(RED));
    assertThat(ask(VALIDATE, gone).path("allowed").asBoolean()).isTrue();
    JsonNode kept = ask(VALIDATE, gone.replace("\"name\":\"n\"", "\"name\":\"lighthouse\""));
    assertThat(kept.at("/status/code").asInt()).isEqualTo(403);
    assertThat(kept.at("/status/message").asText()).isEqualTo("the lighthouse stays");
  }

  @Test
  void aFunctionThatThrowsDeniesWithTheCauseAndNotTheStack() {
    JsonNode status = validate("{'colour':'octarine'}").path("status");
    assertThat(status.path("code").asInt()).isEqualTo(500);
    assertThat(status.path("message").asText())
        .isEqualTo(
            "dev.fairlead.webhook.BuoyFunctions$Harbourmaster failed: IllegalStateException:"
                + " nobody has seen octarine");
  }

  @Test
  void anObjectThatDoesNotFitTheClassIsDeniedAsABadRequest() {
    JsonNode status = validate("{'heightMillimetres':'tall'}").path("status");
    assertThat(status.path("code").asInt()).isEqualTo(400);
    assertThat(status.path("message").asText())
        .startsWith("the object is no sea.example.com/v2 Buoy: ")
        .contains("tall");
  }

  @Test
  void aPatchHasWhatTheFunctionChangedAndLeavesWhatItsClassDoesNotKnow() throws Exception {
    String stored = buoy("{'heightMillimetres':900,'lamps':[{'name':'a','lens':'big'}],'new':{}}");
    JsonNode response = ask(MUTATE, review("CREATE", stored, "null"));
    JsonNode patch = patch(response);
    assertThat(patch.toString())
        .isEqualTo("[{\"op\":\"add\",\"path\":\"/spec/colour\",\"value\":\"red\"}]");
    JsonNode patched = JsonPatch.apply(patch, MAPPER.readTree(stored.replace('\'', '"')));
    assertThat(patched.at("/spec/lamps/0/lens").asText()).isEqualTo("big");

    JsonNode without = ask(MUTATE, review("CREATE", "{'kind':'Buoy'}", "null"));
    assertThat(patch(without).toString())
        .isEqualTo(
            "[{\"op\":\"add\",\"path\":\"/spec\",\"value\":{\"heightMillimetres\":1000,"
                + "\"colour\":\"red\"}}]");
    assertThat(ask(MUTATE, review("CREATE", buoy(RED), "null")).has("patch")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                                       | no admission.k8s.io/v1 Admission",
        "{'kind':                                                 | no JSON",
        "{} {}                                                    | no JSON",
        "[]                                                       | no admission.k8s.io/v1 Admission",
        "{'kind':'AdmissionReview','apiVersion':'v1'}             | it is a v1 AdmissionReview",
        "{'kind':'AdmissionReview','apiVersion':'admission.k8s.io/v1'} | has no request",
      })
  void whatAsksNothingIsMalformed(String body, String why) {
    assertThatThrownBy(
            () -> at(VALIDATE).answer(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedReviewException.class)
        .hasMessageContaining(why);
  }

  @Test
  void anotherKindIsNotReviewedHere() {
    String other = review("CREATE", buoy(RED), "null").replace("\"v2\"", "\"v3\"");
    assertThatThrownBy(() -> at(VALIDATE).answer(other.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedReviewException.class)
        .hasMessageContaining("reviews sea.example.com/v2 Buoy, not sea.example.com/v3 Buoy");
  }

  /** Whatever comes, it is an answer or malformed: 6,000 reviews with bytes changed at random. */
  @Test
  void nothingElseEverHappens() {
    Random random = new Random(8);
    for (String path : new String[] {VALIDATE, MUTATE, "/convert"}) {
      Endpoint endpoint = at(path);
      byte[] good =
          (path.equals("/convert")
                  ? ConversionEndpointTest.review("sea.example.com/v1", buoy(RED))
                  : review("UPDATE", buoy(RED), buoy(RED)))
              .getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 2_000; i++) {
        byte[] body = Arrays.copyOf(good, good.length - (i % 5 == 0 ? random.nextInt(50) : 0));
        for (int change = random.nextInt(4); change >= 0; change--) {
          body[random.nextInt(body.length)] =
              (byte) "{}[]\",:0e-nulltrue\\ \t\0é".charAt(random.nextInt(22));
        }
        try {
          assertThat(endpoint.answer(body)).isNotEmpty();
        } catch (MalformedReviewException malformed) {
          assertThat(malformed.getMessage()).isNotBlank();
        } catch (RuntimeException defect) {
          throw new AssertionError(new String(body, StandardCharsets.UTF_8), defect);
        }
      }
    }
  }
}
