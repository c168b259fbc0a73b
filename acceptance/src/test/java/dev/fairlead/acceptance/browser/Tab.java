package dev.fairlead.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A tab of the console that notes what a browser complains about and whom it talks to. */
public final class Tab implements AutoCloseable {

  /** What a page may need on a busy machine. */
  private static final double PATIENCE_MS = 60_000;

  private final String origin;
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private final List<String> elsewhere = new ArrayList<>();

  Tab(String origin, BrowserContext context) {
    this.origin = origin;
    this.context = context;
    this.page = context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.addInitScript(
        "addEventListener('securitypolicyviolation', it => console.error('policy', it.violatedDirective, it.blockedURI))");
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") || message.type().equals("warning")) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
    page.onDialog(dialog -> {
      complaints.add("a dialog of the browser: " + dialog.message());
      dialog.dismiss();
    });
    context.onRequest(request -> {
      if (!request.url().startsWith(origin + "/")) {
        elsewhere.add(request.url());
      }
    });
  }

  /** The page, for what is not here. */
  public Page page() {
    return page;
  }

  /** Goes to a route such as {@code #/mesh}. */
  public Tab go(String route) {
    page.navigate(origin + "/" + route);
    return this;
  }

  /** What matches a selector of CSS. */
  public Locator all(String selector) {
    return page.locator(selector);
  }

  /** The heading of this text. */
  public Locator heading(String text) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text));
  }

  /** The button of this text. */
  public Locator button(String text) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(text).setExact(true));
  }

  /** Presses keys, one after the other. */
  public Tab press(String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
    return this;
  }

  /** An assertion that waits until it holds. */
  public static LocatorAssertions eventually(Locator locator) {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    return PlaywrightAssertions.assertThat(locator);
  }

  /** How many pixels wider than the window the page is. */
  public int overflow() {
    return ((Number) page.evaluate("document.documentElement.scrollWidth - innerWidth")).intValue();
  }

  /** Keeps a picture of what is seen. */
  public void picture(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }

  /** Forgets complaints that contain this, where a test provokes them. */
  public void forgive(String part) {
    complaints.removeIf(complaint -> complaint.contains(part));
  }

  /** Nothing was complained about, nothing was asked elsewhere. */
  public void assertClean() {
    assertThat(complaints).as("errors, warnings and violations of the policy").isEmpty();
    assertThat(elsewhere).as("requests that leave %s", origin).isEmpty();
  }

  @Override
  public void close() {
    context.close();
  }
}
