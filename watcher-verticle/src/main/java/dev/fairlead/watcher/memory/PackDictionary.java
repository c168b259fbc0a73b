package dev.fairlead.watcher.memory;

import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;

/** What the frames of one collection have in common. Lives as long as one of them does. */
record PackDictionary(ZstdDictCompress compress, ZstdDictDecompress decompress) {

  static PackDictionary of(byte[] learned, int level) {
    return new PackDictionary(
        new ZstdDictCompress(learned, level), new ZstdDictDecompress(learned));
  }
}
