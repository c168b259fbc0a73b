package dev.fairlead.kube.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.protocol.object.GroupVersionResource;
import dev.fairlead.protocol.object.ResourceVersion;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchDecoderTest {

  private final WatchDecoder decoder =
      new WatchDecoder(Selection.of(new GroupVersionResource("apps", "v1", "deployments")));

  private WatchDecoder.Decoded decode(String line) {
    return decoder.decode(line.getBytes(StandardCharsets.UTF_8));
  }

  private StreamEvent event(String line) {
    return ((WatchDecoder.Decoded.Event) decode(line)).event();
  }

  @ParameterizedTest
  @CsvSource({"ADDED,Added", "MODIFIED,Modified", "DELETED,Deleted", "RENAMED,Undecodable"})
  void readsChanges(String type, String expected) {
    StreamEvent event =
        event(
            "{\"type\":\""
                + type
                + "\",\"object\":{\"kind\":\"D\",\"metadata\":{\"name\":\"a\","
                + "\"resourceVersion\":\"4\",\"managedFields\":[{}]}}}");

    assertThat(event.getClass().getSimpleName()).isEqualTo(expected);
    if (event instanceof StreamEvent.Added(var object)) {
      assertThat(new String(object.frame().json(), StandardCharsets.UTF_8))
          .isEqualTo("{\"kind\":\"D\",\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"4\"}}");
    }
  }

  @Test
  void readsBookmarksAndTheEndOfTheInitialSet() {
    assertThat(
            event("{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{\"resourceVersion\":\"12\"}}}"))
        .isEqualTo(new StreamEvent.Bookmark(new ResourceVersion("12")));
    assertThat(
            event(
                "{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{\"resourceVersion\":\"12\","
                    + "\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}}}}"))
        .isEqualTo(new StreamEvent.Synced(new ResourceVersion("12")));
  }

  @Test
  void readsErrors() {
    WatchDecoder.Decoded decoded =
        decode(
            "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\","
                + "\"metadata\":{},\"status\":\"Failure\",\"message\":\"too old resource version\","
                + "\"reason\":\"Expired\",\"code\":410}}");

    assertThat(((WatchDecoder.Decoded.Failure) decoded).failure().expired()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "{",
        "[]",
        "{}",
        "{\"type\":\"ADDED\"}",
        "{\"type\":\"ADDED\",\"object\":7}",
        "{\"type\":\"ADDED\",\"object\":{\"metadata\":{}}}",
        "{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"1\"}}",
        "{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"a\",\"resourceVersion\":\"1\"}}}}"
      })
  void whatCannotBeReadIsAnEvent(String line) {
    assertThat(event(line)).isInstanceOf(StreamEvent.Undecodable.class);
  }
}
