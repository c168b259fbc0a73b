package dev.fairlead.acceptance.evidence;

import java.util.List;

/** Something that always holds. */
interface Invariant {

  /** Where it does not, each case in one line. */
  List<String> violations(Evidence evidence);
}
