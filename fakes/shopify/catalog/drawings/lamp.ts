import { across, backdrop, downward, fill, glow, inside, line, SIDE, seeded, shadow, type Pen, type Scene } from "./studio.ts";

const WALNUT = ["#3d2415", "#6b4226", "#8a5a36", "#5d3820", "#331d10"];

function grain(pen: Pen, seed: number, left: number, top: number, right: number, bottom: number) {
  const random = seeded(seed);
  for (let i = 0; i < 26; i++) {
    const y = top + random() * (bottom - top);
    line(pen, `rgba(30,15,6,${0.12 + random() * 0.2})`, 1.5 + random() * 2, () => {
      pen.moveTo(left, y);
      pen.bezierCurveTo(left + (right - left) * 0.3, y - 14 * random(), left + (right - left) * 0.7, y + 18 * random(), right, y + 6 * random());
    });
  }
}

function lamp(pen: Pen, lit: boolean) {
  shadow(pen, 640, 1010, 300, 46, 0.4);
  const base = () => { pen.moveTo(380, 960); pen.lineTo(820, 960); pen.lineTo(820, 1000); pen.ellipse(600, 1000, 220, 34, 0, 0, Math.PI); pen.closePath(); };
  fill(pen, across(pen, 380, 820, WALNUT), base);
  fill(pen, across(pen, 380, 820, ["#6b4226", "#9a6840", "#a97749", "#7b4d2c", "#5a3620"]), () => pen.ellipse(600, 960, 220, 34, 0, 0, Math.PI * 2));
  inside(pen, () => pen.ellipse(600, 960, 220, 34, 0, 0, Math.PI * 2), () => grain(pen, 3, 380, 925, 820, 995));
  fill(pen, across(pen, 582, 618, ["#7a5a25", "#e6c77a", "#b68d3f", "#5f4519"]), () => pen.roundRect(582, 560, 36, 404, 10));
  const stem = () => { pen.moveTo(560, 700); pen.lineTo(640, 700); pen.lineTo(628, 955); pen.lineTo(572, 955); };
  fill(pen, across(pen, 560, 640, WALNUT), stem);
  inside(pen, stem, () => grain(pen, 8, 550, 700, 650, 955));
  const shade = () => { pen.moveTo(440, 200); pen.ellipse(600, 200, 160, 26, 0, Math.PI, 0); pen.lineTo(880, 580); pen.ellipse(600, 580, 280, 44, 0, 0, Math.PI); pen.closePath(); };
  const cloth = lit ? ["#f3b95c", "#ffe1a0", "#fff3cf", "#ffdf9a", "#e9a848"] : ["#c9bda9", "#ece3d3", "#f6f0e4", "#ddd1bd", "#b3a58e"];
  fill(pen, across(pen, 320, 880, cloth), shade);
  inside(pen, shade, () => {
    for (let x = 330; x < 880; x += 7) line(pen, "rgba(120,92,52,.10)", 2, () => { pen.moveTo(600 + (x - 600) * 0.55, 190); pen.lineTo(x, 640); });
    if (lit) glow(pen, 600, 480, 330, "rgba(255,250,225,.85)");
  });
  line(pen, lit ? "#d99a3d" : "#a4967f", 7, () => pen.ellipse(600, 580, 280, 44, 0, 0, Math.PI));
  line(pen, lit ? "#f7cf85" : "#d8ccb8", 5, () => pen.ellipse(600, 200, 160, 26, 0, 0, Math.PI * 2));
}

export const front: Scene = (pen) => {
  backdrop(pen, "#e6e4de", "#cfc6b8", 900);
  lamp(pen, false);
};

export const lit: Scene = (pen) => {
  fill(pen, downward(pen, 0, SIDE, ["#2a2622", "#37302a", "#221d19"]), () => pen.rect(0, 0, SIDE, SIDE));
  glow(pen, 600, 420, 720, "rgba(255,190,95,.55)");
  fill(pen, downward(pen, 930, SIDE, ["#5b3b22", "#2c1b0f"]), () => pen.rect(0, 930, SIDE, 270));
  glow(pen, 600, 980, 480, "rgba(255,196,110,.4)");
  lamp(pen, true);
};

export const wood: Scene = (pen) => {
  fill(pen, downward(pen, 0, SIDE, ["#8a5a36", "#6b4226", "#7a4d2c", "#59351d"]), () => pen.rect(0, 0, SIDE, SIDE));
  grain(pen, 21, 0, -40, SIDE, 500);
  grain(pen, 22, 0, 300, SIDE, 900);
  grain(pen, 23, 0, 700, SIDE, 1240);
  fill(pen, across(pen, 520, 680, ["#5f4519", "#caa552", "#f3dc9d", "#b68d3f", "#5a4017"]), () => pen.rect(520, 0, 160, 760));
  line(pen, "rgba(30,16,6,.55)", 10, () => pen.ellipse(600, 760, 82, 22, 0, 0, Math.PI));
  fill(pen, across(pen, 520, 680, ["#6e5220", "#d7b463", "#f3dc9d", "#b68d3f", "#6a4d1e"]), () => pen.ellipse(600, 756, 80, 20, 0, 0, Math.PI * 2));
  glow(pen, 300, 240, 700, "rgba(255,236,205,.3)");
};
