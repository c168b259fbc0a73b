package dev.fairlead.sandbox.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.sandbox.Client;
import dev.fairlead.sandbox.Sandbox;
import java.io.BufferedReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is said of versions that are forgotten, in the words of kube-apiserver 1.36. They are not in
 * the contract: a new kube-apiserver has forgotten nothing.
 */
class CompactedVersionsTest {

  private static final String MAPS = "/api/v1/namespaces/default/configmaps";

  private Sandbox sandbox;
  private Client client;
  private String known;
  private String next;

  @BeforeEach
  void forget() throws Exception {
    sandbox = Sandbox.start();
    client = new Client(sandbox);
    client.post(MAPS, "{metadata: {name: a}}");
    client.post(MAPS, "{metadata: {name: b}}");
    Client.Reply page = client.get(MAPS + "?limit=1");
    known = page.at("/metadata/resourceVersion").asText();
    next = page.at("/metadata/continue").asText();
    client.post(MAPS, "{metadata: {name: c}}");
    sandbox.store().compact(sandbox.store().revision());
  }

  @AfterEach
  void close() {
    client.close();
    sandbox.close();
  }

  @Test
  void aListOfAnOldStateIsExpired() throws Exception {
    Client.Reply reply = client.get(MAPS + "?resourceVersionMatch=Exact&resourceVersion=" + known);

    assertThat(reply.code()).isEqualTo(410);
    assertThat(reply.at("/reason").asText()).isEqualTo("Expired");
    assertThat(reply.at("/message").asText())
        .isEqualTo("The resourceVersion for the provided list is too old.");
  }

  @Test
  void anOldContinueTokenIsExpiredAndComesWithOneForTheRest() throws Exception {
    Client.Reply reply = client.get(MAPS + "?limit=1&continue=" + next);

    assertThat(reply.code()).isEqualTo(410);
    assertThat(reply.at("/reason").asText()).isEqualTo("Expired");
    assertThat(reply.at("/message").asText())
        .startsWith(
            "The provided continue parameter is too old to display a consistent list result. You"
                + " can start a new list without the continue parameter, or use the continue token"
                + " in this response to retrieve the remainder of the results.");
    Client.Reply rest = client.get(MAPS + "?continue=" + reply.at("/metadata/continue").asText());
    assertThat(rest.code()).isEqualTo(200);
    assertThat(rest.body().path("items").findValuesAsText("name")).contains("b", "c");
  }

  @Test
  void aWatchFromAnOldVersionTellsAnErrorAndEnds() throws Exception {
    try (BufferedReader lines = client.lines(MAPS + "?watch=1&resourceVersion=" + known)) {
      JsonNode event = new ObjectMapper().readTree(lines.readLine());

      assertThat(event.path("type").asText()).isEqualTo("ERROR");
      assertThat(event.at("/object/code").asInt()).isEqualTo(410);
      assertThat(event.at("/object/reason").asText()).isEqualTo("Expired");
      assertThat(event.at("/object/message").asText())
          .isEqualTo(
              "too old resource version: %s (%d)".formatted(known, sandbox.store().revision()));
      assertThat(lines.readLine()).isNull();
    }
  }
}
