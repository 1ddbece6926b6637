import { crossFade, drawSlide } from "./draw-slide.ts";
import { CAMERA_ZOOM, prepareSlide, slideFromCanvas, toEven, type Slide } from "./prepare-slide.ts";
import { createSampleScratch } from "./sample-plane.ts";
import type { ShowcaseJob } from "./showcase-job.ts";
import { drawTitleCard } from "./title-card.ts";
import { blendOverlay, createTitleOverlay } from "./title-overlay.ts";

const FADE_S = 0.6;
const TITLE_FROM_S = 0.3;
const TITLE_FADE_S = 0.6;

export interface Showcase {
  frames: number;
  /** Draws frame `index` as I420 into `frame` (width x height x 1.5 bytes). */
  draw(index: number, frame: Uint8Array): void;
}

/** Decodes the pictures and returns a film that can be drawn frame by frame. The same job gives the same bytes. */
export async function composeShowcase(job: ShowcaseJob): Promise<Showcase> {
  const { width, height, fps } = job;
  const seconds = job.durationMs / 1000;
  const slides = await prepareSlides(job);
  const count = slides.length;
  const fade = count > 1 ? Math.min(FADE_S, seconds / count / 3) : 0;
  const onScreen = (seconds + (count - 1) * fade) / count;
  const hop = onScreen - fade;
  const overlay = job.title && job.pictures.length ? createTitleOverlay(width, height, job.title, job.subtitle) : undefined;
  const leaving = new Uint8Array((width * height * 3) / 2);
  const scratch = createSampleScratch();
  return {
    frames: Math.max(1, Math.round(seconds * fps)),
    draw(index, frame) {
      const time = index / fps;
      const current = Math.min(count - 1, Math.floor(time / hop));
      const since = time - current * hop;
      drawSlide(slides[current]!, Math.min(1, since / onScreen), width, height, frame, scratch);
      if (current > 0 && since < fade) {
        drawSlide(slides[current - 1]!, Math.min(1, (since + hop) / onScreen), width, height, leaving, scratch);
        crossFade(frame, leaving, Math.round(256 * (1 - since / fade)));
      }
      if (overlay) {
        const shown = Math.max(0, Math.min(1, (time - TITLE_FROM_S) / TITLE_FADE_S));
        blendOverlay(frame, width, height, overlay, Math.round(256 * shown));
      }
    },
  };
}

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
