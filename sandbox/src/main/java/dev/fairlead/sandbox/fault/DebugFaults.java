package dev.fairlead.sandbox.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.store.Checkpoint;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code /debug/faults} without HTTP: GET lists, POST adds one, DELETE removes one or all. {@code
 * POST /debug/faults/checkpoint} keeps the present state, {@code POST /debug/faults/restore} goes
 * back to it, as a server does that is restored from a backup. Thread-safe.
 */
public final class DebugFaults {

  /** Where it is served. */
  public static final String PATH = "/debug/faults";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the client gets. */
  public record Reply(int code, ObjectNode body) {}

  private final Faults faults;
  private volatile Optional<Checkpoint> checkpoint = Optional.empty();

  public DebugFaults(Faults faults) {
    this.faults = faults;
  }

  /**
   * @param rest the path behind {@link #PATH}: empty, or {@code /1}, {@code /checkpoint}
   */
  public Reply serve(String method, String rest, byte[] body) {
    String word = rest.replaceAll("^/|/$", "");
    try {
      return switch (method) {
        case "GET" -> word.isEmpty() ? list(200) : notFound(word);
        case "POST" -> post(word, body);
        case "DELETE" -> delete(word);
        default -> problem(405, method + " is not served here: GET, POST or DELETE");
      };
    } catch (IllegalArgumentException | IllegalStateException e) {
      return problem(400, String.valueOf(e.getMessage()));
    }
  }

  private Reply post(String word, byte[] body) {
    return switch (word) {
      case "" -> {
        int id = faults.add(FaultCodec.decode(parse(body)));
        yield new Reply(201, JsonNodeFactory.instance.objectNode().put("id", id));
      }
      case "checkpoint" -> {
        checkpoint = Optional.of(faults.checkpoint());
        yield list(200);
      }
      case "restore" -> {
        if (checkpoint.isEmpty()) {
          yield problem(409, "there is no checkpoint: POST " + PATH + "/checkpoint first");
        }
        faults.restore(checkpoint.get());
        yield list(200);
      }
      default -> notFound(word);
    };
  }

  private Reply delete(String word) {
    if (word.isEmpty()) {
      faults.clear();
      return list(200);
    }
    return word.matches("[0-9]{1,9}") && faults.remove(Integer.parseInt(word))
        ? list(200)
        : problem(404, "there is no fault " + word + ": GET " + PATH + " lists them");
  }

  private static JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }

  private Reply list(int code) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("seed", faults.seed());
    var items = json.putArray("faults");
    faults.list().forEach(it -> items.add(FaultCodec.encode(it)));
    return new Reply(code, json);
  }

  private static Reply notFound(String word) {
    return problem(404, "nothing is served at " + PATH + "/" + word);
  }

  private static Reply problem(int code, String why) {
    return new Reply(code, JsonNodeFactory.instance.objectNode().put("error", why));
  }
}
