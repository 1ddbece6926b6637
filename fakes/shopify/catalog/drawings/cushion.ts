import { across, backdrop, downward, fill, inside, line, shadow, SIDE, weave, type Pen, type Scene } from "./studio.ts";

interface Linen {
  cloth: string[];
  seam: string;
}

const SAGE: Linen = { cloth: ["#7f8f7c", "#a3b19d", "#b6c2af", "#93a28e", "#6c7b69"], seam: "#5f6d5c" };
const CLAY: Linen = { cloth: ["#a9664b", "#cb8a6b", "#dba184", "#bd7a5c", "#8f523a"], seam: "#7f4731" };

function cushion(pen: Pen, linen: Linen, x: number, y: number, size: number, tilt = 0) {
  const half = size / 2;
  pen.save();
  pen.translate(x, y);
  pen.rotate(tilt);
  const outline = (inset = 0) => {
    const [corner, dip] = [half - inset, half * 0.88 - inset];
    pen.moveTo(-corner, -corner);
    pen.quadraticCurveTo(0, -dip, corner, -corner);
    pen.quadraticCurveTo(dip, 0, corner, corner);
    pen.quadraticCurveTo(0, dip, -corner, corner);
    pen.quadraticCurveTo(-dip, 0, -corner, -corner);
    pen.closePath();
  };
  fill(pen, across(pen, -half, half, linen.cloth), () => outline());
  inside(pen, () => outline(), () => {
    pen.save();
    pen.translate(-600, -600);
    weave(pen, 9, "rgba(255,255,255,.09)");
    pen.restore();
    const swell = pen.createRadialGradient(-half * 0.25, -half * 0.3, 20, 0, 0, half * 1.35);
    swell.addColorStop(0, "rgba(255,255,255,.34)");
    swell.addColorStop(0.55, "rgba(255,255,255,0)");
    swell.addColorStop(1, "rgba(0,0,0,.42)");
    fill(pen, swell, () => pen.rect(-half, -half, size, size));
    for (const [fromX, fromY, toX, toY] of [[-1, -1, -0.5, -0.56], [1, -1, 0.55, -0.5], [-1, 1, -0.56, 0.5], [1, 1, 0.5, 0.58]] as const) {
      line(pen, "rgba(0,0,0,.16)", 10, () => { pen.moveTo(fromX * half, fromY * half); pen.quadraticCurveTo(fromX * half * 0.72, fromY * half * 0.82, toX * half, toY * half); });
    }
  });
  line(pen, linen.seam, 7, () => outline(4));
  pen.setLineDash([12, 9]);
  line(pen, "rgba(255,255,255,.35)", 2.5, () => outline(26));
  pen.restore();
}

export const front: Scene = (pen) => {
  backdrop(pen, "#ece8e1", "#ddd4c7", 980);
  shadow(pen, 620, 1010, 380, 50, 0.4);
  cushion(pen, SAGE, 600, 610, 800);
};

export const two: Scene = (pen) => {
  backdrop(pen, "#e8e3db", "#cbb9a3", 800);
  fill(pen, downward(pen, 880, 1200, ["#b08e69", "#8e6d4b"]), () => pen.roundRect(90, 930, 1020, 300, 24));
  shadow(pen, 610, 945, 430, 34, 0.45);
  cushion(pen, CLAY, 750, 640, 560, 0.14);
  cushion(pen, SAGE, 440, 660, 580, -0.1);
};

export const cloth: Scene = (pen) => {
  fill(pen, across(pen, 0, SIDE, SAGE.cloth), () => pen.rect(0, 0, SIDE, SIDE));
  weave(pen, 26, "rgba(255,255,255,.17)");
  pen.save();
  pen.translate(13, 13);
  weave(pen, 26, "rgba(40,52,38,.16)");
  pen.restore();
  fill(pen, downward(pen, 0, SIDE, ["rgba(255,255,255,.18)", "rgba(0,0,0,.03)", "rgba(0,0,0,.3)"]), () => pen.rect(0, 0, SIDE, SIDE));
  for (const [y, bend] of [[260, 120], [560, -90], [900, 140]] as const) {
    pen.save();
    pen.filter = "blur(22px)";
    line(pen, "rgba(30,40,28,.33)", 46, () => { pen.moveTo(-40, y); pen.quadraticCurveTo(600, y + bend, 1240, y - bend * 0.4); });
    line(pen, "rgba(255,255,255,.28)", 34, () => { pen.moveTo(-40, y - 56); pen.quadraticCurveTo(600, y - 56 + bend, 1240, y - 56 - bend * 0.4); });
    pen.restore();
  }
};
