package dev.fairlead.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.sandbox.contract.Exchange.Request;
import dev.fairlead.sandbox.contract.Exchange.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

  private static final String BODY =
      """
      {"kind":"ConfigMap","metadata":{"name":"a","uid":"11111111-2222-3333-4444-555555555555",
       "resourceVersion":"7","creationTimestamp":"2026-01-01T00:00:00Z"},
       "items":[{"name":"x"},{"name":"y"}],"data":{"k":"v"}}
      """;

  @Test
  void twoServersNeedNotHaveIdsVersionsAndTimesInCommon() {
    String other =
        BODY.replace("11111111", "99999999").replace("\"7\"", "\"812\"").replace("01-01", "02-03");
    assertThat(differences(answer(200, BODY), answer(200, other))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '"k":"v"', '"k":"w"', /data/k
          ',"data":{"k":"v"}', '', /data
          '{"name":"y"}', '{"name":"z"}', /items/1/name
          ',{"name":"y"}', '', /items/y
          '"name":"a"', '"name":"a","labels":{}', /metadata/labels
          '"2026-01-01T00:00:00Z"', '"2026-01-01T00:00:00.1Z"', /metadata/creationTimestamp
          '"resourceVersion":"7",', '', /metadata/resourceVersion
          """)
  void aDifferenceInABodyIsSeenInItsPlace(String text, String planted, String place) {
    String other = BODY.replace(text, planted);
    assertThat(other).isNotEqualTo(BODY);
    assertThat(differences(answer(200, BODY), answer(200, other)))
        .extracting(Difference::field)
        .contains(place);
  }

  @Test
  void statusTypeAndWarningsAreCompared() {
    Response one = new Response(200, "application/json", List.of(), "{}");
    Response other = new Response(201, "text/plain", List.of("299 - \"beware\""), "{}");
    assertThat(differences(of(one), of(other)))
        .extracting(Difference::field)
        .containsExactly("status", "content type", "warnings");
  }

  @Test
  void aMissingCallAndAMissingEventAreSeen() {
    assertThat(differences(answer(200, "{}"), new Outcome(List.of(), List.of())))
        .extracting(Difference::field)
        .containsExactly("calls");
    assertThat(
            differences(
                watch("{\"type\":\"ADDED\"}\n{\"type\":\"DELETED\"}\n"),
                watch("{\"type\":\"ADDED\"}\n")))
        .extracting(Difference::field)
        .containsExactly("events");
  }

  @Test
  void laterVersionsStayLater() {
    String older = "{\"metadata\":{\"uid\":\"u\",\"resourceVersion\":\"5\"}}";
    String newer = "{\"metadata\":{\"uid\":\"u\",\"resourceVersion\":\"9\"}}";
    Outcome forth = answers(older, newer);
    Outcome back = answers(newer, older);
    assertThat(differences(forth, answers(older.replace("5", "50"), newer.replace("9", "51"))))
        .isEmpty();
    assertThat(differences(forth, back)).hasSize(2);
  }

  @Test
  void whatIsPrintedIsComparedByLineAndCode() {
    Outcome one = printed(0, "a   1s\nb\n");
    assertThat(differences(one, printed(0, "a  25s\nb\n"))).isEmpty();
    assertThat(differences(one, printed(1, "a   1s\nc\n")))
        .extracting(Difference::field)
        .containsExactly("exit code", "output line 2");
  }

  private static List<Difference> differences(Outcome expected, Outcome actual) {
    return Comparison.of("scenario", expected, actual);
  }

  private static Outcome answer(int status, String body) {
    return of(new Response(status, "application/json", List.of(), body));
  }

  private static Outcome answers(String first, String second) {
    return new Outcome(
        List.of(
            exchange("1", "", new Response(200, "", List.of(), first)),
            exchange("2", "", new Response(200, "", List.of(), second))),
        List.of());
  }

  private static Outcome watch(String events) {
    return new Outcome(
        List.of(exchange("1", "watch=1", new Response(200, "", List.of(), events))), List.of());
  }

  private static Outcome of(Response response) {
    return new Outcome(List.of(exchange("1", "", response)), List.of());
  }

  private static Outcome printed(int exitCode, String out) {
    return new Outcome(List.of(), List.of(new Stage.Output("1", exitCode, out, "")));
  }

  private static Exchange exchange(String step, String query, Response response) {
    return new Exchange(step, new Request("GET", "/x", query, "", "", ""), response);
  }
}
