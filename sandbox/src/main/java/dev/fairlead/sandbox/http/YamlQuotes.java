package dev.fairlead.sandbox.http;

import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.regex.Pattern;

/** Quotes what a reader of YAML would otherwise take for a time, too. */
final class YamlQuotes extends StringQuotingChecker.Default {

  private static final long serialVersionUID = 1;

  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d?-\\d\\d?([Tt ].*)?");

  @Override
  public boolean needToQuoteName(String name) {
    return !name.equals(".") && super.needToQuoteName(name);
  }

  @Override
  public boolean needToQuoteValue(String value) {
    return TIME.matcher(value).matches() || super.needToQuoteValue(value);
  }
}
