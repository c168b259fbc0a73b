package dev.fairlead.sandbox.store.generated;

import java.util.SplittableRandom;

/**
 * Random text that is quick to make and compresses about as objects do: short excerpts from a long
 * page of invented words.
 */
final class Words {

  private static final int PAGE_LENGTH = 1 << 16;
  private static final int EXCERPT_LENGTH = 24;
  private static final String CONSONANTS = "bcdfghjklmnprstvwz";
  private static final String VOWELS = "aeiou";
  private static final String PAGE = page();

  private Words() {}

  private static String page() {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder page = new StringBuilder();
    while (page.length() < PAGE_LENGTH) {
      for (int syllable = 1 + random.nextInt(4); syllable > 0; syllable--) {
        page.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())))
            .append(VOWELS.charAt(random.nextInt(VOWELS.length())));
      }
      page.append(' ');
    }
    return page.toString();
  }

  /** Appends so many characters. */
  static void append(StringBuilder text, SplittableRandom random, int length) {
    for (int left = length; left > 0; left -= EXCERPT_LENGTH) {
      int start = random.nextInt(PAGE_LENGTH - EXCERPT_LENGTH);
      text.append(PAGE, start, start + Math.min(left, EXCERPT_LENGTH));
    }
  }
}
