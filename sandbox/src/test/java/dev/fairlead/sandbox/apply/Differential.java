package dev.fairlead.sandbox.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fairlead.sandbox.apply.RandomWrites.Write;
import dev.fairlead.sandbox.apply.RealServer.Answer;
import dev.fairlead.sandbox.rejection.Rejection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/**
 * One seeded sequence of writes to one object on the real server. What the server makes of each is
 * compared with what this project's code makes of the same live object and request: the object,
 * {@code managedFields}, conflicts and other refusals. Defaults are not the subject: where they
 * matter the server is asked for them with a dry run.
 */
public final class Differential {

  private static final int RETRIES_MAX = 50;
  private static final String JSON = "application/json";

  private final RealServer server;
  private final FieldManagement fields;
  private final Subject subject;
  private final RandomWrites writes;
  private final String collection;
  private final String name;
  private final Random random;
  private final List<String> log = new ArrayList<>();

  public Differential(
      RealServer server, Subjects subjects, Subject subject, String namespace, long seed) {
    this.server = server;
    this.fields = new FieldManagement(subjects.kinds());
    this.subject = subject;
    this.name = "x" + seed;
    this.writes = new RandomWrites(subject, namespace, name);
    this.collection = subject.path(namespace);
    this.random = new Random(seed);
  }

  /**
   * Runs the sequence and deletes the object.
   *
   * @return what differs, and the writes that led to it; empty if nothing does
   */
  public Optional<String> run(int steps) {
    try {
      for (int step = 0; step < steps; step++) {
        Optional<String> difference = step();
        if (difference.isPresent()) {
          String history = String.join("\n", log);
          return Optional.of(
              subject.kind().name() + " " + name + "\n" + history + "\n" + difference.get());
        }
      }
      return Optional.empty();
    } finally {
      server.send("DELETE", path(""), JSON, "");
      server.send(
          "PATCH",
          path(""),
          "application/merge-patch+json",
          "{\"metadata\": {\"finalizers\": null}}");
    }
  }

  private String path(String subresource) {
    return collection + "/" + name + (subresource.isEmpty() ? "" : "/" + subresource);
  }

  /** Controllers may write too: then the version is another one, and the same is tried again. */
  private Optional<String> step() {
    long seed = random.nextLong();
    for (int i = 0; i < RETRIES_MAX; i++) {
      Answer current = server.get(path(""));
      Optional<ObjectNode> live = current.ok() ? Optional.of(current.object()) : Optional.empty();
      Write write = writes.next(new Random(seed), live);
      ObjectNode ours = null;
      Rejection refusal = null;
      Answer defaulted = null;
      try {
        ours = write.ours(fields, live);
        defaulted = dryRun(write, live, ours);
      } catch (Rejection rejection) {
        refusal = rejection;
      }
      Answer theirs = send(write, live, "");
      if (outdated(theirs) || (defaulted != null && outdated(defaulted))) {
        continue;
      }
      log.add(write.described() + " -> " + theirs.code());
      return refusal != null
          ? refused(refusal, theirs)
          : compare(
              write, live, Objects.requireNonNull(ours), Objects.requireNonNull(defaulted), theirs);
    }
    return Optional.of("somebody else kept on writing the object");
  }

  private static boolean outdated(Answer answer) {
    return answer.code() == 409
        && answer.body().path("message").asText().startsWith("Operation cannot be fulfilled");
  }

  private Answer send(Write write, Optional<ObjectNode> live, String query) {
    boolean create =
        write.method().equals("POST") || (write.method().equals("PUT") && live.isEmpty());
    return server.send(
        create ? "POST" : write.method(),
        (create ? collection : path(write.subresource())) + "?" + write.query() + query,
        write.contentType(),
        write.body());
  }

  /** What the server would store if it were given our object. */
  private Answer dryRun(Write write, Optional<ObjectNode> live, ObjectNode ours) {
    return server.send(
        live.isEmpty() ? "POST" : "PUT",
        (live.isEmpty() ? collection : path(write.subresource())) + "?dryRun=All",
        JSON,
        ours.toString());
  }

  private static Optional<String> refused(Rejection refusal, Answer theirs) {
    JsonNode ours = refusal.status().json();
    boolean same =
        refusal.status().code() == theirs.code()
            && lines(ours).equals(lines(theirs.body()))
            && ours.path("reason").equals(theirs.body().path("reason"))
            && sorted(ours.at("/details/causes"))
                .equals(sorted(theirs.body().at("/details/causes")));
    return same ? Optional.empty() : Optional.of("ours:   " + ours + "\ntheirs: " + theirs.body());
  }

  /** The lines of the message; where it has many, they come in any order from the server. */
  private static List<String> lines(JsonNode status) {
    return status.path("message").asText().lines().sorted().toList();
  }

  private static List<String> sorted(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.toString()));
    texts.sort(Comparator.naturalOrder());
    return texts;
  }

  private Optional<String> compare(
      Write write, Optional<ObjectNode> live, ObjectNode ours, Answer defaulted, Answer theirs) {
    if (!theirs.ok() || !defaulted.ok()) {
      boolean undecodable = defaulted.code() == 400 && theirs.code() == 422;
      boolean same = theirs.code() == defaulted.code() || undecodable;
      return same
          ? Optional.empty()
          : Optional.of("ours:   " + defaulted.body() + "\ntheirs: " + theirs.body());
    }
    String expected = comparable(defaulted.object());
    String actual = comparable(theirs.object());
    if (!expected.equals(actual)) {
      return Optional.of("object\nours:   " + expected + "\ntheirs: " + actual);
    }
    ObjectNode owned = write.owned(fields, live, ours, theirs.object());
    ObjectNode stored =
        live.map(it -> FieldManagement.unlessOnlyTimesDiffer(owned, it)).orElse(owned);
    String expectedFields = managed(stored);
    String actualFields = managed(theirs.object());
    if (!expectedFields.equals(actualFields)) {
      return Optional.of(
          "live:   "
              + live.map(Differential::managed).orElse("")
              + "\nmanagedFields\nours:   "
              + expectedFields
              + "\ntheirs: "
              + actualFields);
    }
    boolean kept = live.filter(it -> version(it).equals(version(theirs.object()))).isPresent();
    boolean noop =
        write.apply()
            && !subject.kind().custom()
            && live.isPresent()
            && Values.equal(owned, live.get());
    return noop && !kept ? Optional.of("theirs has another resourceVersion") : Optional.empty();
  }

  private static String version(ObjectNode object) {
    return object.at("/metadata/resourceVersion").asText();
  }

  /** Without what is given to every object anew, in the order of names. */
  private static String comparable(ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    if (copy.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(
          List.of("managedFields", "resourceVersion", "uid", "creationTimestamp", "generation"));
    }
    return Values.text(copy);
  }

  /** The entries without times, but with a word on whether they have one. */
  private static String managed(ObjectNode object) {
    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    for (JsonNode entry : object.at("/metadata/managedFields")) {
      ObjectNode copy = entry.deepCopy();
      boolean timed = copy.remove("time") != null;
      copy.put("timed", timed);
      entries.add(copy);
    }
    return String.join("\n        ", sorted(reordered(entries)));
  }

  /** Fields of each entry in one order; those of fieldsV1 as they are, for their order counts. */
  private static ArrayNode reordered(ArrayNode entries) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (JsonNode entry : entries) {
      ObjectNode one = all.addObject();
      for (String name :
          List.of(
              "manager",
              "operation",
              "apiVersion",
              "subresource",
              "timed",
              "fieldsType",
              "fieldsV1")) {
        if (entry.has(name)) {
          one.set(name, entry.get(name));
        }
      }
    }
    return all;
  }
}
