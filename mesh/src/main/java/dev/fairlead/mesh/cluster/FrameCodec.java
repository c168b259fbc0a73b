package dev.fairlead.mesh.cluster;

import dev.fairlead.mesh.bus.Role;
import dev.fairlead.protocol.message.Incarnation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Frames as JSON behind their length in four bytes. Fields that are not known are passed over and
 * frames that are not known are empty, so that a newer process can say more; what is malformed
 * throws.
 */
final class FrameCodec {

  private static final int LENGTH_BYTES = 4;

  private FrameCodec() {}

  /**
   * Uses it once, so that the classes it needs are there. Loading them takes seconds on a busy
   * machine: too long for an event loop.
   */
  static void load() {
    Buffer frame = encode(new Frame.Ring());
    decode(frame.getBuffer(LENGTH_BYTES, frame.length()));
  }

  static Buffer encode(Frame frame) {
    JsonObject json = new JsonObject().put("frame", frame.getClass().getSimpleName());
    switch (frame) {
      case Frame.Ring _, Frame.CaughtUp _, Frame.Beat _, Frame.Goodbye _ -> {}
      case Frame.Answer(Member member, String start, Optional<Endpoint> seen) -> {
        json.put("member", encode(member)).put("start", start);
        seen.ifPresent(endpoint -> json.put("seen", endpoint.toString()));
      }
      case Frame.Hello(Member member, String start) ->
          json.put("member", encode(member)).put("start", start);
      case Frame.Welcome(List<Endpoint> known) -> json.put("known", encode(known));
      case Frame.Refused(String why) -> json.put("why", why);
      case Frame.Known(List<Endpoint> endpoints) -> json.put("known", encode(endpoints));
      case Frame.Subscribed(String address, long sequence) ->
          json.put("address", address).put("sequence", sequence);
      case Frame.Unsubscribed(String address, long sequence) ->
          json.put("address", address).put("sequence", sequence);
    }
    Buffer body = json.toBuffer();
    return Buffer.buffer(body.length() + LENGTH_BYTES).appendInt(body.length()).appendBuffer(body);
  }

  /**
   * Reads a frame without its length.
   *
   * @throws RuntimeException if it is malformed
   */
  static Optional<Frame> decode(Buffer body) {
    JsonObject json = new JsonObject(body);
    return Optional.ofNullable(
        switch (text(json, "frame")) {
          case "Ring" -> new Frame.Ring();
          case "Answer" ->
              new Frame.Answer(
                  member(json),
                  text(json, "start"),
                  Optional.ofNullable(json.getString("seen")).map(Endpoint::parse));
          case "Hello" -> new Frame.Hello(member(json), text(json, "start"));
          case "Welcome" -> new Frame.Welcome(endpoints(json));
          case "Refused" -> new Frame.Refused(text(json, "why"));
          case "Known" -> new Frame.Known(endpoints(json));
          case "Subscribed" -> new Frame.Subscribed(text(json, "address"), sequence(json));
          case "Unsubscribed" -> new Frame.Unsubscribed(text(json, "address"), sequence(json));
          case "CaughtUp" -> new Frame.CaughtUp();
          case "Beat" -> new Frame.Beat();
          case "Goodbye" -> new Frame.Goodbye();
          default -> null;
        });
  }

  private static JsonObject encode(Member member) {
    JsonObject json = new JsonObject();
    member
        .pod()
        .ifPresent(pod ->
            json.put(
                "pod",
                new JsonObject()
                    .put("namespace", pod.namespace())
                    .put("name", pod.name())
                    .put("uid", pod.uid())));
    return json.put("incarnation", member.incarnation().id())
        .put("roles", new JsonArray(member.roles().stream().map(Role::toString).sorted().toList()))
        .put("mesh", member.mesh())
        .put("version", member.version())
        .put("speaks", member.level().speaks())
        .put("understands", member.level().understands())
        .put("host", member.host())
        .put("clusterPort", member.clusterPort())
        .put("busPort", member.busPort())
        .put("sidecar", member.sidecar());
  }

  private static Member member(JsonObject frame) {
    JsonObject json = frame.getJsonObject("member");
    return new Member(
        new Incarnation(text(json, "incarnation")),
        roles(json.getJsonArray("roles")),
        text(json, "mesh"),
        text(json, "version"),
        new ProtocolLevel(json.getInteger("speaks"), json.getInteger("understands")),
        text(json, "host"),
        json.getInteger("clusterPort"),
        json.getInteger("busPort"),
        json.getBoolean("sidecar"),
        Optional.ofNullable(json.getJsonObject("pod")).map(FrameCodec::pod));
  }

  private static Pod pod(JsonObject json) {
    return new Pod(text(json, "namespace"), text(json, "name"), text(json, "uid"));
  }

  /** Roles that this program does not know are left out. */
  private static Set<Role> roles(JsonArray names) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (Role role : Role.values()) {
      if (names.contains(role.name().toLowerCase(Locale.ROOT))) {
        roles.add(role);
      }
    }
    return roles;
  }

  private static JsonArray encode(List<Endpoint> endpoints) {
    return new JsonArray(endpoints.stream().map(Endpoint::toString).toList());
  }

  private static List<Endpoint> endpoints(JsonObject json) {
    return json.getJsonArray("known").stream()
        .map(endpoint -> Endpoint.parse((String) endpoint))
        .toList();
  }

  private static long sequence(JsonObject json) {
    return json.getLong("sequence");
  }

  private static String text(JsonObject json, String field) {
    String text = json.getString(field);
    if (text == null) {
      throw new IllegalArgumentException("'" + field + "' is missing");
    }
    return text;
  }
}
