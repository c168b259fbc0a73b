package dev.fairlead.sandbox.schema.cel;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.fairlead.sandbox.schema.Quantity;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The functions that Kubernetes adds to CEL.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/using-api/cel/#cel-options-language-features-and-libraries">
 *     Kubernetes' CEL libraries</a>
 */
@SuppressWarnings("Immutable") // the functions close over nothing that changes
final class Functions {

  private static final CelType QUANTITY = OpaqueType.create("kubernetes.Quantity");
  private static final CelType URL = OpaqueType.create("kubernetes.URL");
  private static final CelType IP = OpaqueType.create("net.IP");
  private static final CelType CIDR = OpaqueType.create("net.CIDR");
  private static final CelType STRINGS = ListType.create(SimpleType.STRING);
  private static final TypeParamType ANY = TypeParamType.create("T");
  private static final CelType LIST = ListType.create(ANY);

  private static final Functions ALL = new Functions();

  private final Map<String, List<CelOverloadDecl>> overloads = new LinkedHashMap<>();
  private final List<CelFunctionBinding> bindings = new ArrayList<>();

  private Functions() {
    lists();
    texts();
    urls();
    quantities();
    addresses();
  }

  static List<CelFunctionDecl> declarations() {
    return ALL.overloads.entrySet().stream()
        .map(it -> CelFunctionDecl.newFunctionDeclaration(it.getKey(), it.getValue()))
        .toList();
  }

  static List<CelFunctionBinding> bindings() {
    return ALL.bindings;
  }

  private void lists() {
    member("isSorted", SimpleType.BOOL, it -> Lists.isSorted(list(it[0])), LIST);
    member("min", ANY, it -> Lists.least(list(it[0])), LIST);
    member("max", ANY, it -> Lists.greatest(list(it[0])), LIST);
    for (CelType type : List.of(SimpleType.INT, SimpleType.DOUBLE)) {
      boolean integers = type.equals(SimpleType.INT);
      add(
          "sum",
          true,
          type.name(),
          type,
          it -> Lists.sum(list(it[0]), integers),
          ListType.create(type));
    }
    member("indexOf", SimpleType.INT, it -> (long) list(it[0]).indexOf(it[1]), LIST, ANY);
    member("lastIndexOf", SimpleType.INT, it -> (long) list(it[0]).lastIndexOf(it[1]), LIST, ANY);
  }

  private void texts() {
    CelType text = SimpleType.STRING;
    member("find", text, it -> Texts.find((String) it[0], (String) it[1]), text, text);
    member("findAll", STRINGS, it -> Texts.findAll((String) it[0], (String) it[1], -1), text, text);
    member(
        "findAll",
        STRINGS,
        it -> Texts.findAll((String) it[0], (String) it[1], (Long) it[2]),
        text,
        text,
        SimpleType.INT);
    member(
        "format",
        text,
        it -> Texts.format((String) it[0], list(it[1])),
        text,
        ListType.create(SimpleType.DYN));
  }

  private void urls() {
    global("url", URL, it -> Urls.parse((String) it[0]), SimpleType.STRING);
    global("isURL", SimpleType.BOOL, it -> Urls.isUrl((String) it[0]), SimpleType.STRING);
    member("getScheme", SimpleType.STRING, it -> Urls.text(((URI) it[0]).getScheme()), URL);
    member("getHost", SimpleType.STRING, it -> Urls.text(((URI) it[0]).getRawAuthority()), URL);
    member("getHostname", SimpleType.STRING, it -> Urls.hostname((URI) it[0]), URL);
    member("getPort", SimpleType.STRING, it -> Urls.port((URI) it[0]), URL);
    member("getEscapedPath", SimpleType.STRING, it -> Urls.text(((URI) it[0]).getRawPath()), URL);
  }

  private void quantities() {
    global("quantity", QUANTITY, it -> quantity((String) it[0]), SimpleType.STRING);
    global(
        "isQuantity",
        SimpleType.BOOL,
        it -> Quantity.parse((String) it[0]).isPresent(),
        SimpleType.STRING);
    member("sign", SimpleType.INT, it -> (long) amount(it[0]).amount().signum(), QUANTITY);
    member(
        "isInteger",
        SimpleType.BOOL,
        it -> amount(it[0]).amount().stripTrailingZeros().scale() <= 0,
        QUANTITY);
    member("asInteger", SimpleType.INT, it -> amount(it[0]).amount().longValueExact(), QUANTITY);
    member(
        "asApproximateFloat",
        SimpleType.DOUBLE,
        it -> amount(it[0]).amount().doubleValue(),
        QUANTITY);
    compare("isGreaterThan", it -> it > 0);
    compare("isLessThan", it -> it < 0);
    member(
        "compareTo",
        SimpleType.INT,
        it -> (long) amount(it[0]).compareTo(amount(it[1])),
        QUANTITY,
        QUANTITY);
    for (CelType other : List.of(QUANTITY, SimpleType.INT)) {
      add("add", true, other.name(), QUANTITY, it -> sum(it[0], it[1], 1), QUANTITY, other);
      add("sub", true, other.name(), QUANTITY, it -> sum(it[0], it[1], -1), QUANTITY, other);
    }
  }

  private void compare(String name, IntPredicate test) {
    member(
        name,
        SimpleType.BOOL,
        it -> test.test(amount(it[0]).compareTo(amount(it[1]))),
        QUANTITY,
        QUANTITY);
  }

  private void addresses() {
    global("ip", IP, it -> Ip.parse((String) it[0]), SimpleType.STRING);
    global("isIP", SimpleType.BOOL, it -> Ip.isIp((String) it[0]), SimpleType.STRING);
    global(
        "ip.isCanonical", SimpleType.BOOL, it -> Ip.isCanonical((String) it[0]), SimpleType.STRING);
    member("family", SimpleType.INT, it -> ((Ip) it[0]).family(), IP);
    member("isUnspecified", SimpleType.BOOL, it -> ((Ip) it[0]).address().isAnyLocalAddress(), IP);
    member("isLoopback", SimpleType.BOOL, it -> ((Ip) it[0]).address().isLoopbackAddress(), IP);
    member(
        "isLinkLocalUnicast",
        SimpleType.BOOL,
        it -> ((Ip) it[0]).address().isLinkLocalAddress(),
        IP);
    member(
        "isLinkLocalMulticast", SimpleType.BOOL, it -> ((Ip) it[0]).address().isMCLinkLocal(), IP);
    member("isGlobalUnicast", SimpleType.BOOL, it -> ((Ip) it[0]).isGlobalUnicast(), IP);
    global("cidr", CIDR, it -> Cidr.parse((String) it[0]), SimpleType.STRING);
    global("isCIDR", SimpleType.BOOL, it -> Cidr.isCidr((String) it[0]), SimpleType.STRING);
    member("ip", IP, it -> ((Cidr) it[0]).ip(), CIDR);
    member("prefixLength", SimpleType.INT, it -> (long) ((Cidr) it[0]).bits(), CIDR);
    member("masked", CIDR, it -> ((Cidr) it[0]).masked(), CIDR);
    member("containsIP", SimpleType.BOOL, it -> ((Cidr) it[0]).contains((Ip) it[1]), CIDR, IP);
    add(
        "containsIP",
        true,
        "string",
        SimpleType.BOOL,
        it -> ((Cidr) it[0]).contains(Ip.parse((String) it[1])),
        CIDR,
        SimpleType.STRING);
    member(
        "containsCIDR", SimpleType.BOOL, it -> ((Cidr) it[0]).contains((Cidr) it[1]), CIDR, CIDR);
    add(
        "containsCIDR",
        true,
        "string",
        SimpleType.BOOL,
        it -> ((Cidr) it[0]).contains(Cidr.parse((String) it[1])),
        CIDR,
        SimpleType.STRING);
    add("string", false, "ip", SimpleType.STRING, it -> it[0].toString(), IP);
    add("string", false, "cidr", SimpleType.STRING, it -> it[0].toString(), CIDR);
  }

  private void global(String name, CelType result, CelFunctionOverload body, CelType... arguments) {
    add(name, false, "", result, body, arguments);
  }

  private void member(String name, CelType result, CelFunctionOverload body, CelType... arguments) {
    add(name, true, "", result, body, arguments);
  }

  /**
   * @param suffix tells overloads of as many arguments apart
   */
  private void add(
      String name,
      boolean member,
      String suffix,
      CelType result,
      CelFunctionOverload body,
      CelType... arguments) {
    String id = "kubernetes_" + name + "_" + arguments.length + "_" + arguments[0].name() + suffix;
    overloads
        .computeIfAbsent(name, _ -> new ArrayList<>())
        .add(
            member
                ? CelOverloadDecl.newMemberOverload(id, result, arguments)
                : CelOverloadDecl.newGlobalOverload(id, result, arguments));
    List<Class<?>> classes = new ArrayList<>();
    for (CelType argument : arguments) {
      classes.add(classOf(argument));
    }
    bindings.add(CelFunctionBinding.from(id, classes, body));
  }

  private static Class<?> classOf(CelType type) {
    return switch (type.kind()) {
      case LIST -> List.class;
      case STRING -> String.class;
      case INT -> Long.class;
      default ->
          type.equals(QUANTITY)
              ? Quantity.class
              : type.equals(URL)
                  ? URI.class
                  : type.equals(IP) ? Ip.class : type.equals(CIDR) ? Cidr.class : Object.class;
    };
  }

  private static List<?> list(Object value) {
    return (List<?>) value;
  }

  private static Quantity amount(Object value) {
    return (Quantity) value;
  }

  private static Quantity quantity(String text) {
    return Quantity.parse(text)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "quantities must match the regular expression"
                    + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"));
  }

  private static Quantity sum(Object one, Object other, int sign) {
    Quantity left = amount(one);
    Quantity right = other instanceof Quantity it ? it : quantity(String.valueOf(other));
    BigDecimal amount = right.amount().multiply(BigDecimal.valueOf(sign));
    return new Quantity(left.amount().add(amount), left.form());
  }
}
