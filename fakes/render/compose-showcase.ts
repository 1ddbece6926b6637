import { loadImage } from "@napi-rs/canvas";
import { crossFade, drawSlide } from "./draw-slide.ts";
import { openFootage } from "./open-footage.ts";
import { CAMERA_ZOOM, prepareSlide, slideFromCanvas, toEven, type Slide } from "./prepare-slide.ts";
import { createSampleScratch } from "./sample-plane.ts";
import type { ShowcaseJob } from "./showcase-job.ts";
import { drawTitleCard } from "./title-card.ts";
import { blendOverlay, createTitleOverlay } from "./title-overlay.ts";

const FADE_S = 0.6;
const TITLE_FROM_S = 0.3;
const TITLE_FADE_S = 0.6;
/** How long call to action and logo are seen at the end. */
const END_S = 3;
/** Less than this after the footage is rounding, not room for pictures. */
const SHORTEST_SLIDES_S = 0.5;

export interface Showcase {
  frames: number;
  /** Draws frame `index` as I420 into `frame` (width x height x 1.5 bytes). */
  draw(index: number, frame: Uint8Array): void | Promise<void>;
  close(): void;
}

/** Decodes the pictures and returns a film that can be drawn frame by frame. The same job gives the same bytes. */
export async function composeShowcase(job: ShowcaseJob): Promise<Showcase> {
  const { width, height, fps } = job;
  const seconds = job.durationMs / 1000;
  const footage = job.footage?.length ? openFootage(job, job.footage) : undefined;
  const slidesFrom = footage ? keptSeconds(job) : 0;
  const forSlides = seconds - slidesFrom;
  const slides = footage && (forSlides < SHORTEST_SLIDES_S || !job.pictures.length) ? [] : await prepareSlides(job);
  const count = slides.length;
  const fade = count > 1 ? Math.min(FADE_S, forSlides / count / 3) : 0;
  const onScreen = (forSlides + (count - 1) * fade) / count;
  const hop = onScreen - fade;
  const hasPicture = job.pictures.length > 0 || footage !== undefined;
  const overlay = job.title && hasPicture ? createTitleOverlay(width, height, job.title, job.subtitle, undefined, job.titleScale) : undefined;
  const logo = job.logo && (await loadImage(job.logo));
  const ending = job.callToAction || logo ? createTitleOverlay(width, height, job.callToAction ?? job.title ?? " ", undefined, logo) : undefined;
  const endFrom = Math.max(0, seconds - END_S);
  const leaving = new Uint8Array((width * height * 3) / 2);
  const scratch = createSampleScratch();
  return {
    frames: Math.max(1, Math.round(seconds * fps)),
    close: () => footage?.close(),
    async draw(index, frame) {
      const time = movingTime(index / fps, job.still);
      if (footage && (time < slidesFrom || !count)) await footage.read(index, frame);
      else drawSlides(time - slidesFrom, frame);
      const band = ending && time >= endFrom ? ending : overlay;
      if (band) {
        const shown = Math.max(0, Math.min(1, (time - (band === ending ? endFrom : TITLE_FROM_S)) / TITLE_FADE_S));
        blendOverlay(frame, width, height, band, Math.round(256 * shown));
      }
    },
  };

  function drawSlides(time: number, frame: Uint8Array): void {
    const current = Math.min(count - 1, Math.floor(time / hop));
    const since = time - current * hop;
    drawSlide(slides[current]!, Math.min(1, since / onScreen), width, height, frame, scratch);
    if (current > 0 && since < fade) {
      drawSlide(slides[current - 1]!, Math.min(1, (since + hop) / onScreen), width, height, leaving, scratch);
      crossFade(frame, leaving, Math.round(256 * (1 - since / fade)));
    }
  }
}

/** Seconds of movement at a second of the film: the clock of the camera stands while the film is still. */
function movingTime(time: number, still: ShowcaseJob["still"]): number {
  return (still ?? []).reduce((left, { fromMs, toMs }) => left - Math.max(0, Math.min(time, toMs / 1000) - fromMs / 1000), time);
}

const keptSeconds = (job: ShowcaseJob): number => (job.footage ?? []).flatMap(({ keep }) => keep).reduce((sum, { fromMs, toMs }) => sum + (toMs - fromMs) / 1000, 0);

async function prepareSlides(job: ShowcaseJob): Promise<Slide[]> {
  const { width, height, pictures } = job;
  if (!pictures.length) {
    const card = drawTitleCard(toEven(width * CAMERA_ZOOM), toEven(height * CAMERA_ZOOM), job.title, job.subtitle);
    return [slideFromCanvas(card, 0)];
  }
  const slides: Slide[] = [];
  for (const [index, bytes] of pictures.entries()) slides.push(await prepareSlide(bytes, index, width, height));
  return slides;
}
