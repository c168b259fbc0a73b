package dev.fairlead.kube.stream;

/**
 * One member of a JSON object that is to be cut out, by its offsets in the stream.
 *
 * @param from the first byte of its name, -1 for nothing to cut
 * @param to the end: where the next member's name begins, or the end of its value if it is the last
 * @param last whether it is the last member, so that the comma before it goes with it
 */
record Excision(long from, long to, boolean last) {

  static final Excision NOTHING = new Excision(-1, -1, false);

  /** The bytes without the member; they begin at {@code start} of the stream. */
  byte[] cutFrom(byte[] json, long start) {
    if (from < 0) {
      return json;
    }
    int head = Math.toIntExact(from - start);
    int tail = Math.toIntExact(to - start);
    if (last) {
      int before = head - 1;
      while (Character.isWhitespace(json[before])) {
        before--;
      }
      if (json[before] == ',') {
        head = before;
      }
    }
    byte[] rest = new byte[json.length - (tail - head)];
    System.arraycopy(json, 0, rest, 0, head);
    System.arraycopy(json, tail, rest, head, json.length - tail);
    return rest;
  }
}
