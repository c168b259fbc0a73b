package dev.fairlead.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a client with a cache is told about documents, as kube-apiserver 1.36 tells it. */
class CachedDocumentsTest {

  private static final String AGGREGATED =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
  private static final String LEASES = "/openapi/v3/apis/coordination.k8s.io/v1";

  private static Sandbox sandbox;
  private static HttpClient http;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.start();
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    http.close();
    sandbox.close();
  }

  @Test
  void discoveryIsSentOnceUntilItChanges() throws Exception {
    HttpResponse<String> first = get("/apis", "Accept", AGGREGATED);
    assertThat(header(first, "Cache-Control")).isEqualTo("public");
    String tag = header(first, "ETag");
    assertThat(tag).matches("\"[0-9A-F]{128}\"");

    HttpResponse<String> same = get("/apis", "Accept", AGGREGATED, "If-None-Match", tag);
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(header(same, "Content-Type")).isEmpty();
    assertThat(header(same, "ETag")).isEqualTo(tag);
    assertThat(header(same, "Vary")).isEqualTo("Accept");
    assertThat(get("/apis", "Accept", AGGREGATED, "If-None-Match", "\"old\"").statusCode())
        .isEqualTo(200);
    assertThat(get("/apis", "If-None-Match", tag).statusCode())
        .as("the older form has no tag")
        .isEqualTo(200);
  }

  @Test
  void aSchemaIsFixedUnderTheAddressWithItsHash() throws Exception {
    HttpResponse<String> plain = get(LEASES);
    String tag = header(plain, "ETag");
    assertThat(header(plain, "Cache-Control")).isEqualTo("no-cache, private");
    for (String known : List.of(tag, "W/" + tag, "*", "\"old\", " + tag)) {
      assertThat(get(LEASES, "If-None-Match", known).statusCode()).as(known).isEqualTo(304);
    }
    assertThat(get(LEASES, "If-None-Match", "\"old\"").statusCode()).isEqualTo(200);

    String address =
        new ObjectMapper()
            .readTree(get("/openapi/v3").body())
            .at("/paths/apis~1coordination.k8s.io~1v1/serverRelativeURL")
            .asText();
    HttpResponse<String> fixed = get(address);
    assertThat(fixed.body()).isEqualTo(plain.body());
    assertThat(header(fixed, "Cache-Control")).isEqualTo("public, immutable");
    assertThat(header(fixed, "Expires")).endsWith(" GMT");
    assertThat(header(fixed, "Date")).endsWith(" GMT");
    assertThat(get(address, "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(get(LEASES + "?hash=OLD", "If-None-Match", tag).statusCode()).isEqualTo(301);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.url() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
