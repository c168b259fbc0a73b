package dev.fairlead.mesh.frame;

import com.github.luben.zstd.ZstdException;

/** What was packed is not what its dictionary unpacks: it was damaged on its way. */
public final class DamagedFrameException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DamagedFrameException(String dictionary, ZstdException cause) {
    super(
        "a frame cannot be unpacked with its dictionary %s: %s"
            .formatted(dictionary, cause.getMessage()),
        cause);
  }
}
