import { Encoder, Muxer } from "node-av/api";
import { Frame, Log, Rational } from "node-av/lib";
import {
  AV_CHANNEL_LAYOUT_STEREO,
  AV_LOG_ERROR,
  AV_PIX_FMT_YUV420P,
  AV_SAMPLE_FMT_FLT,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  FF_ENCODER_AAC,
  FF_ENCODER_LIBX264,
} from "node-av/constants";
import { composeShowcase, type Showcase } from "./compose-showcase.ts";
import { readFootageSound } from "./read-footage-sound.ts";
import { checkShowcaseJob, type ShowcaseJob, type ShowcaseResult } from "./showcase-job.ts";
import { SAMPLE_RATE } from "./synthesize-music.ts";
import { synthesizeSound } from "./synthesize-voice.ts";
import { writePoster } from "./write-poster.ts";

// x264 otherwise writes twenty lines per film to stderr.
Log.setLevel(AV_LOG_ERROR);

const POSTER_AT_S = 1.5;
const AUDIO_CHUNK = 1024;
const BYTES_PER_STEREO_SAMPLE = 8;

/**
 * Makes the MP4: H.264 High yuv420p and AAC-LC, index at the front.
 * Run it in a process of its own: the library's native code cannot be stopped from inside.
 */
export async function encodeFilm(job: ShowcaseJob, onProgress: (done: number, of: number) => void): Promise<ShowcaseResult> {
  checkShowcaseJob(job);
  const started = performance.now();
  const showcase = await composeShowcase(job);
  const prepareMs = performance.now() - started;
  const muxer = await Muxer.open(job.file, { format: "mp4", options: { movflags: "+faststart", fflags: "+bitexact" } });
  const video = await createVideoEncoder(job);
  const videoStream = muxer.addStream(video);
  const ofFootage = job.footage?.length ? await readFootageSound(job.footage) : null;
  const audio = job.music || job.voice || ofFootage ? await createAudioTrack(muxer, synthesizeSound(job, ofFootage)) : undefined;
  try {
    await encodeFrames(job, showcase, muxer, video, videoStream, audio, onProgress);
    await writePackets(muxer, video, videoStream, null);
    await audio?.finish();
  } finally {
    await muxer.close();
    showcase.close();
    video.close();
    audio?.close();
  }
  return { frames: showcase.frames, prepareMs, totalMs: performance.now() - started };
}

function createVideoEncoder(job: ShowcaseJob): Promise<Encoder> {
  return Encoder.create(FF_ENCODER_LIBX264, {
    context: {
      gopSize: job.fps * 2,
      threadCount: 2,
      framerate: new Rational(job.fps, 1),
      colorSpace: AVCOL_SPC_BT709,
      colorPrimaries: AVCOL_PRI_BT709,
      colorTrc: AVCOL_TRC_BT709,
      colorRange: AVCOL_RANGE_MPEG,
    },
    // The ultrafast preset leaves the 8x8 transform out and would end in the Baseline profile.
    options: { preset: job.preset ?? "superfast", crf: 23, profile: "high", "8x8dct": true },
  });
}

async function encodeFrames(
  job: ShowcaseJob,
  showcase: Showcase,
  muxer: Muxer,
  video: Encoder,
  stream: number,
  audio: AudioTrack | undefined,
  onProgress: (done: number, of: number) => void,
): Promise<void> {
  const { width, height, fps } = job;
  const posterFrame = Math.min(showcase.frames - 1, Math.round(POSTER_AT_S * fps));
  // x264 works on its own threads: while it encodes one frame, the next is drawn into the other buffer.
  const buffers = [0, 1].map(() => Buffer.alloc((width * height * 3) / 2));
  let encoding: Promise<void> = Promise.resolve();
  for (let index = 0; index < showcase.frames; index++) {
    const pixels = buffers[index & 1]!;
    await showcase.draw(index, pixels);
    if (job.posterFile && index === posterFrame) await writePoster(pixels, width, height, job.posterFile);
    await encoding;
    const frame = Frame.fromVideoBuffer(pixels, { width, height, format: AV_PIX_FMT_YUV420P, timeBase: { num: 1, den: fps }, pts: BigInt(index) });
    encoding = writePackets(muxer, video, stream, frame)
      .then(() => audio?.writeUntil((index + 1) / fps))
      .finally(() => frame.free());
    // The error is thrown by the await of the next round; without this a failure in between would end the process.
    encoding.catch(() => {});
    if (index % fps === 0) onProgress(index, showcase.frames);
    // Lets the encode call start before the next frame is drawn.
    await new Promise((resolve) => setImmediate(resolve));
  }
  await encoding;
}

async function writePackets(muxer: Muxer, encoder: Encoder, stream: number, frame: Frame | null): Promise<void> {
  for await (const packet of encoder.packets(frame)) {
    if (!packet) continue;
    await muxer.writePacket(packet, stream);
    packet.free();
  }
}

interface AudioTrack {
  writeUntil(second: number): Promise<void>;
  finish(): Promise<void>;
  close(): void;
}

async function createAudioTrack(muxer: Muxer, sound: Float32Array): Promise<AudioTrack> {
  const samples = Buffer.from(sound.buffer, sound.byteOffset, sound.byteLength);
  const total = samples.length / BYTES_PER_STEREO_SAMPLE;
  const encoder = await Encoder.create(FF_ENCODER_AAC, { context: { bitRate: "128k" }, autoResample: true });
  const stream = muxer.addStream(encoder);
  let at = 0;
  const writeUntil = async (second: number): Promise<void> => {
    while (at < total && at / SAMPLE_RATE < second) {
      const count = Math.min(AUDIO_CHUNK, total - at);
      const frame = Frame.fromAudioBuffer(samples.subarray(at * BYTES_PER_STEREO_SAMPLE, (at + count) * BYTES_PER_STEREO_SAMPLE), {
        nbSamples: count,
        format: AV_SAMPLE_FMT_FLT,
        sampleRate: SAMPLE_RATE,
        channelLayout: AV_CHANNEL_LAYOUT_STEREO,
        timeBase: { num: 1, den: SAMPLE_RATE },
        pts: BigInt(at),
      });
      at += count;
      try {
        await writePackets(muxer, encoder, stream, frame);
      } finally {
        frame.free();
      }
    }
  };
  return {
    writeUntil,
    finish: async () => {
      await writeUntil(Infinity);
      await writePackets(muxer, encoder, stream, null);
    },
    close: () => encoder.close(),
  };
}
