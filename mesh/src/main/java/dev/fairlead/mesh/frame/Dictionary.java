package dev.fairlead.mesh.frame;

import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What the frames of one collection have in common, learned by zstd. It is named by its content, so
 * that no two have one name. Lives as long as one of its frames; thread-safe.
 */
public final class Dictionary {

  private static final int ID_BYTES = 12;

  private final String id;
  private final byte[] learned;
  private final ZstdDictDecompress content;

  private Dictionary(String id, byte[] learned, ZstdDictDecompress content) {
    this.id = id;
    this.learned = learned;
    this.content = content;
  }

  /**
   * The dictionary of these bytes, which must not be changed any more.
   *
   * @throws LinkageError if the native library of zstd cannot be loaded
   */
  public static Dictionary of(byte[] learned) {
    return new Dictionary(idOf(learned), learned, new ZstdDictDecompress(learned));
  }

  private static String idOf(byte[] learned) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(learned);
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** Its name: the beginning of the SHA-256 of its bytes, in hex. */
  public String id() {
    return id;
  }

  /** Its bytes; callers must not change them. */
  public byte[] learned() {
    return learned;
  }

  /** The content of a frame that was packed with it. */
  byte[] unpack(byte[] packed, int sizeBytes) {
    try {
      return Unpacker.unpack(packed, sizeBytes, content);
    } catch (ZstdException damaged) {
      throw new DamagedFrameException(id, damaged);
    }
  }

  @Override
  public String toString() {
    return id;
  }
}
