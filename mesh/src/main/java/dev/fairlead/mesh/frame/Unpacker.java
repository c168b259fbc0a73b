package dev.fairlead.mesh.frame;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictDecompress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Unpacks frames. The memory that zstd works in is some hundred kilobytes of native heap, more than
 * it costs to unpack a frame, so as many as can work at a time are kept. Thread-safe.
 */
final class Unpacker {

  private static final BlockingQueue<ZstdDecompressCtx> IDLE =
      new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

  private Unpacker() {}

  static byte[] unpack(byte[] packed, int sizeBytes, ZstdDictDecompress dictionary) {
    ZstdDecompressCtx idle = IDLE.poll();
    ZstdDecompressCtx unpacker = idle == null ? new ZstdDecompressCtx() : idle;
    try {
      return unpacker.loadDict(dictionary).decompress(packed, sizeBytes);
    } finally {
      if (!IDLE.offer(unpacker)) {
        unpacker.close();
      }
    }
  }
}
