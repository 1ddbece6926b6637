import { across, backdrop, downward, fill, glow, inside, line, shadow, SIDE, weave, type Pen, type Scene } from "./studio.ts";

const CANVAS = ["#cbb893", "#e6d8ba", "#efe4cb", "#dccba8", "#b7a27a"];

function leaf(pen: Pen, x: number, y: number, size: number, color: string) {
  line(pen, color, size * 0.03, () => { pen.moveTo(x, y + size); pen.quadraticCurveTo(x + size * 0.06, y, x, y - size); });
  for (let i = 0; i < 5; i++) {
    const at = y + size * (0.62 - i * 0.33);
    for (const side of [-1, 1]) {
      fill(pen, color, () => {
        pen.moveTo(x, at);
        pen.bezierCurveTo(x + side * size * 0.22, at - size * 0.34, x + side * size * 0.5, at - size * 0.26, x + side * size * (0.56 - i * 0.05), at - size * 0.34);
        pen.bezierCurveTo(x + side * size * 0.46, at - size * 0.02, x + side * size * 0.2, at + size * 0.06, x, at);
      });
    }
  }
}

function tote(pen: Pen, x: number, top: number, width: number, height: number) {
  const [left, right, bottom] = [x - width / 2, x + width / 2, top + height];
  for (const [shift, color] of [[-18, "#a8946c"], [0, "#d8c7a2"]] as const) {
    line(pen, color, width * 0.06, () => {
      pen.moveTo(x - width * 0.24, top + 20 + shift);
      pen.bezierCurveTo(x - width * 0.22, top - height * 0.52 + shift, x + width * 0.22, top - height * 0.52 + shift, x + width * 0.24, top + 20 + shift);
    });
  }
  const body = () => { pen.moveTo(left + 12, top); pen.quadraticCurveTo(x, top + 22, right - 12, top); pen.lineTo(right, bottom - 30); pen.quadraticCurveTo(right - 4, bottom, right - 40, bottom); pen.lineTo(left + 40, bottom); pen.quadraticCurveTo(left + 4, bottom, left, bottom - 30); pen.closePath(); };
  fill(pen, across(pen, left, right, CANVAS), body);
  inside(pen, body, () => {
    weave(pen, 8, "rgba(120,92,50,.10)");
    leaf(pen, x, top + height * 0.54, height * 0.3, "#2f5d4e");
    fill(pen, downward(pen, top, bottom, ["rgba(255,255,255,.12)", "rgba(0,0,0,0)", "rgba(70,48,16,.28)"]), () => pen.rect(left, top, width, height));
    pen.filter = "blur(14px)";
    line(pen, "rgba(80,56,22,.28)", 26, () => { pen.moveTo(left + width * 0.1, top + 30); pen.quadraticCurveTo(left + width * 0.2, top + height * 0.5, left + width * 0.08, bottom); });
    line(pen, "rgba(80,56,22,.24)", 26, () => { pen.moveTo(right - width * 0.12, top + 60); pen.quadraticCurveTo(right - width * 0.2, top + height * 0.6, right - width * 0.1, bottom); });
    pen.filter = "none";
  });
  pen.setLineDash([9, 7]);
  line(pen, "rgba(110,84,44,.6)", 3, () => { pen.moveTo(left + 20, top + 40); pen.quadraticCurveTo(x, top + 62, right - 20, top + 40); });
  pen.setLineDash([]);
}

export const front: Scene = (pen) => {
  backdrop(pen, "#e3e8e6", "#cfd6d2", 960);
  shadow(pen, 620, 1075, 360, 40, 0.4);
  tote(pen, 600, 410, 640, 670);
};

export const hanging: Scene = (pen) => {
  fill(pen, downward(pen, 0, SIDE, ["#d9a98d", "#cf9878"]), () => pen.rect(0, 0, SIDE, SIDE));
  glow(pen, 300, 300, 900, "rgba(255,244,232,.5)");
  pen.save();
  pen.translate(46, 40);
  pen.filter = "blur(26px)";
  fill(pen, "rgba(90,40,16,.45)", () => pen.roundRect(340, 480, 520, 560, 40));
  pen.restore();
  line(pen, "#6b4226", 34, () => { pen.moveTo(600, 130); pen.lineTo(600, 190); });
  fill(pen, "#8a5a36", () => pen.arc(600, 180, 40, 0, Math.PI * 2));
  fill(pen, "#a9764b", () => pen.arc(590, 170, 26, 0, Math.PI * 2));
  tote(pen, 600, 480, 540, 560);
};

export const print: Scene = (pen) => {
  fill(pen, across(pen, 0, SIDE, CANVAS), () => pen.rect(0, 0, SIDE, SIDE));
  weave(pen, 16, "rgba(120,92,50,.13)");
  leaf(pen, 600, 640, 520, "#2f5d4e");
  weave(pen, 16, "rgba(239,228,203,.10)");
  fill(pen, downward(pen, 0, SIDE, ["rgba(255,255,255,.16)", "rgba(0,0,0,0)", "rgba(70,48,16,.26)"]), () => pen.rect(0, 0, SIDE, SIDE));
};
