/** Samples per second of the music bed. */
export const SAMPLE_RATE = 48_000;

const BEAT_S = 60 / 96;
/** Four bars that repeat, as MIDI notes: A minor, F, C, G. */
const CHORDS = [
  [57, 60, 64, 69],
  [53, 57, 60, 65],
  [48, 55, 60, 64],
  [55, 59, 62, 67],
];

interface Tone {
  atS: number;
  lengthS: number;
  hertz: number;
  loudness: number;
  /** 0 left .. 1 right */
  pan: number;
  /** 0 = held and faded out at the end, larger = plucked */
  decay: number;
  partials: number[];
}

/** A quiet music bed of pads, a plucked arpeggio and a soft kick: interleaved stereo, -1..1, no randomness in it. */
export function synthesizeMusic(durationMs: number): Float32Array {
  const frames = Math.round((durationMs / 1000) * SAMPLE_RATE);
  const sound = new Float32Array(frames * 2);
  for (let bar = 0; bar * 4 * BEAT_S < durationMs / 1000; bar++) {
    for (const tone of tonesOfBar(bar)) addTone(sound, frames, tone);
  }
  fadeEnds(sound, frames);
  return sound;
}

function tonesOfBar(bar: number): Tone[] {
  const start = bar * 4 * BEAT_S;
  const chord = CHORDS[bar % CHORDS.length]!;
  const tones: Tone[] = chord.map((note, voice) => ({
    atS: start, lengthS: 4 * BEAT_S + 0.3, hertz: toHertz(note), loudness: 0.1, pan: 0.3 + 0.13 * voice, decay: 0, partials: [1, 0.4, 0.15],
  }));
  for (let eighth = 0; eighth < 8; eighth++) {
    const note = chord[(eighth * 3) % chord.length]! + 12;
    tones.push({
      atS: start + (eighth * BEAT_S) / 2, lengthS: 0.9, hertz: toHertz(note), loudness: 0.24, pan: eighth % 2 ? 0.7 : 0.3, decay: 5, partials: [1, 0.5, 0.25],
    });
  }
  for (const beat of [0, 2]) {
    tones.push({ atS: start + beat * BEAT_S, lengthS: 0.25, hertz: 55, loudness: 0.6, pan: 0.5, decay: 14, partials: [1] });
  }
  return tones;
}

function toHertz(note: number): number {
  return 440 * 2 ** ((note - 69) / 12);
}

function addTone(sound: Float32Array, frames: number, tone: Tone): void {
  const first = Math.round(tone.atS * SAMPLE_RATE);
  const last = Math.min(frames, first + Math.round(tone.lengthS * SAMPLE_RATE));
  const release = 0.3 * SAMPLE_RATE;
  for (const [order, share] of tone.partials.entries()) {
    // A rotating phasor per partial: no Math.sin in the inner loop.
    const angle = (2 * Math.PI * tone.hertz * (order + 1)) / SAMPLE_RATE;
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    const fall = Math.exp((-tone.decay * (order + 1)) / SAMPLE_RATE);
    let re = 1;
    let im = 0;
    let level = tone.loudness * share;
    for (let i = first; i < last; i++) {
      const value = im * level * Math.min(1, (i - first) / 800, tone.decay ? 1 : (last - i) / release);
      sound[2 * i] = sound[2 * i]! + value * (1 - tone.pan);
      sound[2 * i + 1] = sound[2 * i + 1]! + value * tone.pan;
      const turned = re * cos - im * sin;
      im = re * sin + im * cos;
      re = turned;
      level *= fall;
    }
  }
}

function fadeEnds(sound: Float32Array, frames: number): void {
  for (let i = 0; i < frames; i++) {
    const gain = Math.min(1, i / (0.4 * SAMPLE_RATE), (frames - i) / (1.2 * SAMPLE_RATE));
    for (const at of [2 * i, 2 * i + 1]) sound[at] = Math.max(-1, Math.min(1, sound[at]! * gain));
  }
}
