package dev.fairlead.watcher.memory;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictTrainer;
import com.github.luben.zstd.ZstdException;
import dev.fairlead.mesh.frame.Dictionary;
import dev.fairlead.mesh.frame.PackedFrame;
import dev.fairlead.protocol.object.Frame;
import dev.fairlead.protocol.object.ObservedObject;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packs the frames of one collection. The first few stay as they are: a dictionary is learned from
 * them, and every later frame is packed with it, to a third or less of its size. A small collection
 * is never packed. Thread-safe; packing takes some ten microseconds.
 */
public final class FramePacker {

  private static final Logger LOG = LoggerFactory.getLogger(FramePacker.class);
  private static final int SAMPLES = 256;
  private static final int SAMPLE_BYTES_MAX = 1 << 20;
  private static final int DICTIONARY_BYTES = 16 << 10;
  private static final int LEVEL = 3;

  /** Shorter ones gain nothing that their own overhead would not take. */
  private static final int WORTH_BYTES = 128;

  private sealed interface State {

    /** Collects examples. */
    record Learning(List<byte[]> samples) implements State {}

    /** Packs with what was learned. */
    record Packing(ZstdCompressCtx compressor, Dictionary dictionary) implements State {}

    /** Leaves everything as it is. */
    record Resting() implements State {}
  }

  private State state = new State.Learning(new ArrayList<>());
  private int sampleBytes;

  /** The object with its frame packed, or as it is. */
  public ObservedObject pack(ObservedObject object) {
    return new ObservedObject(object.resource(), object.metadata(), pack(object.frame()));
  }

  private synchronized Frame pack(Frame frame) {
    if (frame.sizeBytes() < WORTH_BYTES) {
      return frame;
    }
    return switch (state) {
      case State.Learning(List<byte[]> samples) -> {
        learn(samples, frame.json());
        yield frame;
      }
      case State.Packing(ZstdCompressCtx compressor, Dictionary dictionary) ->
          pack(frame, compressor, dictionary);
      case State.Resting() -> frame;
    };
  }

  private static Frame pack(Frame frame, ZstdCompressCtx compressor, Dictionary dictionary) {
    byte[] packed = compressor.compress(frame.json());
    return packed.length < frame.sizeBytes()
        ? new PackedFrame(packed, frame.sizeBytes(), dictionary)
        : frame;
  }

  private void learn(List<byte[]> samples, byte[] json) {
    samples.add(json);
    sampleBytes += json.length;
    if (samples.size() >= SAMPLES || sampleBytes >= SAMPLE_BYTES_MAX) {
      state = learned(samples);
    }
  }

  private State learned(List<byte[]> samples) {
    try {
      ZstdDictTrainer trainer = new ZstdDictTrainer(sampleBytes, DICTIONARY_BYTES);
      samples.forEach(trainer::addSample);
      Dictionary dictionary = Dictionary.of(trainer.trainSamples());
      ZstdCompressCtx compressor = new ZstdCompressCtx();
      compressor.loadDict(new ZstdDictCompress(dictionary.learned(), LEVEL));
      return new State.Packing(compressor, dictionary);
    } catch (ZstdException useless) {
      // Samples without anything in common: then there is nothing to gain.
      LOG.debug("objects stay as they are: {}", useless.getMessage());
      return new State.Resting();
    } catch (LinkageError missing) {
      LOG.warn(
          "objects are kept unpacked, which takes three times the memory: the native zstd library"
              + " cannot be loaded ({}); give the process a writable directory by"
              + " -Djava.io.tmpdir=DIRECTORY",
          missing.getMessage());
      return new State.Resting();
    }
  }
}
