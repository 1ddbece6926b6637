import { across, backdrop, downward, fill, inside, shadow, speckle, type Pen, type Scene } from "./studio.ts";

/** Half widths from the rim down to the foot, at even distances, in shares of the height. */
export type Profile = readonly number[];

export interface Glaze {
  /** Across the body, from the shaded left to the shaded right. */
  body: readonly [string, string, string, string, string];
  /** What is seen through the mouth. */
  inner: string;
  band: string | null;
  dots: string;
  wall: string;
  floor: string;
}

export interface Vessel {
  profile: Profile;
  /** px, in a picture of 1,200. */
  height: number;
  glaze: Glaze;
  seed: number;
}

const RIM = 0.16;

function vessel(pen: Pen, { profile, height, glaze, seed }: Vessel, x: number, bottom: number, size = 1): void {
  const tall = height * size;
  const top = bottom - tall;
  const half = (step: number) => (profile[step] ?? 0) * tall;
  const yOf = (step: number) => top + (tall * step) / (profile.length - 1);
  const widest = Math.max(...profile) * tall;
  shadow(pen, x + tall * 0.06, bottom - 4, Math.max(half(profile.length - 1), widest * 0.8) * 1.25, widest * 0.16, 0.4);
  const body = () => {
    pen.moveTo(x - half(0), top);
    trace(pen, profile.map((_, step) => [x - half(step), yOf(step)]));
    pen.ellipse(x, bottom, half(profile.length - 1), half(profile.length - 1) * RIM, 0, Math.PI, 0, true);
    trace(pen, profile.map((_, step) => [x + half(step), yOf(step)] as const).toReversed());
    pen.closePath();
  };
  fill(pen, across(pen, x - widest, x + widest, [...glaze.body]), body);
  inside(pen, body, () => {
    speckle(pen, seed, 320, glaze.dots, [x - widest, top], [x + widest, bottom + widest * RIM], tall / 240);
    if (glaze.band) fill(pen, glaze.band, () => pen.rect(x - widest, top + tall * 0.34, widest * 2, tall * 0.13));
    fill(pen, downward(pen, top, bottom, ["rgba(255,255,255,.14)", "rgba(0,0,0,0)", "rgba(0,0,0,.22)"]), () => pen.rect(x - widest, top, widest * 2, tall + widest * RIM));
  });
  fill(pen, glaze.body[2], () => pen.ellipse(x, top, half(0), half(0) * RIM, 0, 0, Math.PI * 2));
  fill(pen, downward(pen, top - half(0) * RIM, top + half(0) * RIM, [glaze.inner, glaze.body[1]]), () => pen.ellipse(x, top + 2, half(0) * 0.92, half(0) * RIM * 0.82, 0, 0, Math.PI * 2));
}

/** A soft line through the points: each is a corner that is rounded. */
function trace(pen: Pen, points: (readonly [number, number])[]): void {
  points.forEach(([x, y], at) => {
    const next = points[at + 1];
    if (next) pen.quadraticCurveTo(x, y, (x + next[0]) / 2, (y + next[1]) / 2);
    else pen.lineTo(x, y);
  });
}

/** The three pictures of one vessel: alone, with a smaller one beside it, and seen close. */
export const scenesOf = (one: Vessel): [Scene, Scene, Scene] => [
  (pen) => {
    backdrop(pen, one.glaze.wall, one.glaze.floor);
    vessel(pen, one, 600, 980);
  },
  (pen) => {
    backdrop(pen, one.glaze.floor, one.glaze.wall, 760);
    vessel(pen, { ...one, seed: one.seed + 1 }, 830, 860, 0.72);
    vessel(pen, one, 400, 990, 0.86);
  },
  (pen) => {
    backdrop(pen, one.glaze.wall, one.glaze.floor, 1_050);
    vessel(pen, one, 640, 1_560, 2.1);
  },
];
