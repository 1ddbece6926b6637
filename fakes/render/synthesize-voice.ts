import { SAMPLE_RATE, synthesizeMusic } from "./synthesize-music.ts";

/** How loud music stays under somebody who speaks. */
const UNDER_VOICE = 0.3;
const SYLLABLE_S = 0.22;
/** Vowels as their first two resonances, Hz: a, e, i, o, u. */
const VOWELS = [[800, 1_200], [500, 1_900], [300, 2_300], [500, 900], [320, 750]] as const;
/** Syllables that are spoken (1) and breaths between them (0). */
const RHYTHM = [1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 0, 0];

/**
 * The film's sound, interleaved stereo, -1..1: music, quieter under a voice and under the sound of `footage`, which begins with the
 * film. The same job gives the same sound.
 */
export function synthesizeSound(job: { durationMs: number; music: boolean; voice?: boolean | undefined }, footage: Float32Array | null = null): Float32Array {
  if (!job.voice && !footage) return synthesizeMusic(job.durationMs);
  const silence = () => new Float32Array(Math.round((job.durationMs / 1000) * SAMPLE_RATE) * 2);
  const voice = job.voice ? synthesizeVoice(job.durationMs) : silence();
  const music = job.music ? synthesizeMusic(job.durationMs) : silence();
  for (let i = 0; i < voice.length; i++) music[i] = Math.max(-1, Math.min(1, (music[i] ?? 0) * UNDER_VOICE + (voice[i] ?? 0) + (footage?.[i] ?? 0)));
  return music;
}

/** A hum in syllables, in the middle of the stereo picture: heard as somebody speaking, without words in it. */
function synthesizeVoice(durationMs: number): Float32Array {
  const frames = Math.round((durationMs / 1000) * SAMPLE_RATE);
  const sound = new Float32Array(frames * 2);
  const perSyllable = Math.round(SYLLABLE_S * SAMPLE_RATE);
  let phase = 0;
  for (let i = 0; i < frames; i++) {
    const syllable = Math.floor(i / perSyllable);
    const inside = (i % perSyllable) / perSyllable;
    const pitch = 118 + 14 * Math.sin(syllable * 1.7) - 10 * inside;
    phase += pitch / SAMPLE_RATE;
    if (!RHYTHM[syllable % RHYTHM.length]) continue;
    const [first, second] = VOWELS[(syllable * 3) % VOWELS.length] ?? VOWELS[0];
    let value = 0;
    for (let harmonic = 1; harmonic <= 16; harmonic++) {
      const hertz = pitch * harmonic;
      const loudness = resonance(hertz, first, 90) + 0.6 * resonance(hertz, second, 140);
      value += (loudness / harmonic ** 0.5) * Math.sin(2 * Math.PI * harmonic * phase);
    }
    const level = 0.22 * value * Math.sin(Math.PI * inside);
    sound[2 * i] = level;
    sound[2 * i + 1] = level;
  }
  return sound;
}

const resonance = (hertz: number, at: number, width: number): number => 1 / (1 + ((hertz - at) / width) ** 2);
