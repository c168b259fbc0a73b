package dev.fairlead.launcher.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a text of configuration is kept beside the file. It is shown to people and logged, so it
 * never holds a secret: tokens come from files and variables.
 */
public sealed interface SourceAddress {

  /** The key under which the text lies where nothing else is said. */
  String KEY = "fairlead.yaml";

  /** As it is written. */
  String text();

  /** A key of a ConfigMap, {@code kubernetes:NAMESPACE/NAME} or {@code …/NAME/KEY}. */
  record ConfigMap(String namespace, String name, String key) implements SourceAddress {

    private static final Pattern FORM =
        Pattern.compile(
            "([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)/([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)"
                + "(?:/([-._a-zA-Z0-9]{1,253}))?");

    static Optional<SourceAddress> parse(String text) {
      Matcher parts = FORM.matcher(text);
      return parts.matches()
          ? Optional.of(
              new ConfigMap(
                  parts.group(1), parts.group(2), Optional.ofNullable(parts.group(3)).orElse(KEY)))
          : Optional.empty();
    }

    @Override
    public String text() {
      return "kubernetes:" + namespace + "/" + name + (key.equals(KEY) ? "" : "/" + key);
    }
  }

  /**
   * A key of Consul's store, {@code consul:http://HOST:8500/KEY}.
   *
   * @param server the agent or server, without a path
   * @param key may have slashes in it
   * @param datacenter of another agent, as {@code ?dc=NAME}; empty for the agent's own
   */
  record Consul(URI server, String key, Optional<String> datacenter) implements SourceAddress {

    static Optional<SourceAddress> parse(URI url) {
      String key = pathOf(url);
      Optional<String> datacenter = parameter(url, "dc");
      boolean understood = url.getRawQuery() == null || datacenter.isPresent();
      return key.isEmpty() || !understood || url.getRawFragment() != null
          ? Optional.empty()
          : Optional.of(new Consul(serverOf(url), key, datacenter));
    }

    @Override
    public String text() {
      return "consul:" + server + "/" + key + datacenter.map(it -> "?dc=" + it).orElse("");
    }
  }

  /**
   * A field of a secret of Vault, {@code vault:https://HOST:8200/PATH#FIELD}, the path as {@code
   * vault kv get} and {@code vault read} take it.
   *
   * @param server without a path
   * @param path of the secret
   * @param field of the secret, which holds the text
   * @param role to log in with by the ServiceAccount's token, as {@code ?role=NAME}, or {@code
   *     ?role=MOUNT/NAME} where the auth method is not at {@code kubernetes}; empty for a token at
   *     hand
   */
  record Vault(URI server, String path, String field, Optional<String> role)
      implements SourceAddress {

    static Optional<SourceAddress> parse(URI url) {
      String path = pathOf(url);
      Optional<String> role = parameter(url, "role");
      boolean understood = url.getRawQuery() == null || role.isPresent();
      String field = Optional.ofNullable(url.getFragment()).orElse(KEY);
      return path.isEmpty() || !understood || field.isEmpty()
          ? Optional.empty()
          : Optional.of(new Vault(serverOf(url), path, field, role));
    }

    @Override
    public String text() {
      return "vault:"
          + server
          + "/"
          + path
          + role.map(it -> "?role=" + it).orElse("")
          + (field.equals(KEY) ? "" : "#" + field);
    }
  }

  /** Whether a text is meant for one, be it right or not, and not for a file. */
  static boolean meant(String text) {
    return text.matches("(kubernetes|consul|vault):.*");
  }

  /** Reads one as it is written; empty if it is none. */
  static Optional<SourceAddress> parse(String text) {
    int colon = text.indexOf(':');
    String rest = text.substring(colon + 1);
    return switch (colon < 0 ? "" : text.substring(0, colon)) {
      case "kubernetes" -> ConfigMap.parse(rest);
      case "consul" -> url(rest).flatMap(Consul::parse);
      case "vault" -> url(rest).flatMap(Vault::parse);
      default -> Optional.empty();
    };
  }

  /** Who puts a password into a URL has it in every log. */
  private static Optional<URI> url(String text) {
    try {
      URI url = new URI(text);
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      return Optional.of(url)
          .filter(it -> http && it.getHost() != null && it.getRawUserInfo() == null);
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  private static URI serverOf(URI url) {
    return URI.create(url.getScheme() + "://" + url.getRawAuthority());
  }

  private static String pathOf(URI url) {
    return url.getRawPath().replaceAll("^/+|/+$", "");
  }

  private static Optional<String> parameter(URI url, String name) {
    return Optional.ofNullable(url.getRawQuery())
        .filter(query -> query.matches(name + "=[-._a-zA-Z0-9/]+"))
        .map(query -> query.substring(name.length() + 1));
  }
}
