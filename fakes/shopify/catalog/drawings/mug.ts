import { across, backdrop, downward, fill, inside, line, shadow, speckle, type Pen, type Scene } from "./studio.ts";

interface Glaze {
  body: string[];
  dark: string;
  dots: string;
  foot: string[];
}

const OAT: Glaze = { body: ["#cdbda4", "#efe4d2", "#f7efe2", "#e3d5be", "#b9a68a"], dark: "#b5a285", dots: "rgba(110,78,48,.55)", foot: ["#9a7550", "#c39b72", "#8a6644"] };
const SLATE: Glaze = { body: ["#3b4650", "#5d6b77", "#74838f", "#52606b", "#2e3740"], dark: "#2c353d", dots: "rgba(225,232,238,.35)", foot: ["#9a7550", "#c39b72", "#8a6644"] };

function mug(pen: Pen, glaze: Glaze, x: number, y: number, size: number, handle: "left" | "right") {
  const [width, height, rim] = [size, size * 0.98, size * 0.13];
  const [left, right, top, bottom] = [x - width / 2, x + width / 2, y - height, y];
  shadow(pen, x + size * 0.12, bottom - 6, width * 0.72, rim * 0.9);
  const side = handle === "right" ? 1 : -1;
  const hold = () => {
    pen.moveTo(x + side * width * 0.47, top + height * 0.24);
    pen.bezierCurveTo(x + side * width * 0.92, top + height * 0.16, x + side * width * 0.92, top + height * 0.8, x + side * width * 0.44, top + height * 0.76);
  };
  line(pen, glaze.dark, size * 0.115, hold);
  pen.save();
  pen.translate(-size * 0.012, -size * 0.012);
  line(pen, glaze.body[3] ?? "", size * 0.08, hold);
  pen.restore();
  const body = () => {
    pen.moveTo(left, top);
    pen.bezierCurveTo(left, top + height * 0.6, left + width * 0.02, bottom - rim, left + width * 0.13, bottom - rim * 0.55);
    pen.ellipse(x, bottom - rim * 0.55, width * 0.37, rim * 0.55, 0, Math.PI, 0, true);
    pen.bezierCurveTo(right - width * 0.02, bottom - rim, right, top + height * 0.6, right, top);
    pen.closePath();
  };
  fill(pen, across(pen, left, right, glaze.body), body);
  inside(pen, body, () => {
    speckle(pen, Math.round(x + size), 260, glaze.dots, [left, top], [right, bottom], size / 260);
    fill(pen, across(pen, left, right, glaze.foot), () => {
      pen.moveTo(left - 10, bottom - height * 0.16);
      pen.quadraticCurveTo(x, bottom - height * 0.1, right + 10, bottom - height * 0.16);
      pen.lineTo(right + 10, bottom + 40);
      pen.lineTo(left - 10, bottom + 40);
    });
    fill(pen, across(pen, left, right, ["rgba(0,0,0,.2)", "rgba(255,255,255,.12)", "rgba(255,255,255,.2)", "rgba(0,0,0,.02)", "rgba(0,0,0,.28)"]), () => pen.rect(left, top, width, height));
  });
  fill(pen, glaze.body[2] ?? "", () => pen.ellipse(x, top, width / 2, rim, 0, 0, Math.PI * 2));
  fill(pen, downward(pen, top - rim, top + rim, [glaze.dark, glaze.body[3] ?? ""]), () => pen.ellipse(x, top + 3, width * 0.46, rim * 0.84, 0, 0, Math.PI * 2));
  inside(pen, () => pen.ellipse(x, top + 3, width * 0.46, rim * 0.84, 0, 0, Math.PI * 2), () => {
    fill(pen, "#4a2c17", () => pen.ellipse(x, top + rim * 0.62, width * 0.45, rim * 0.84, 0, 0, Math.PI * 2));
    line(pen, "rgba(196,142,92,.8)", size * 0.012, () => pen.ellipse(x, top + rim * 0.62, width * 0.43, rim * 0.78, 0, Math.PI, Math.PI * 2));
  });
}

export const front: Scene = (pen) => {
  backdrop(pen, "#e9e2d8", "#d9cdbd");
  mug(pen, OAT, 570, 960, 600, "right");
};

export const pair: Scene = (pen) => {
  backdrop(pen, "#dfe3e2", "#cfd3d0");
  mug(pen, SLATE, 800, 860, 430, "right");
  mug(pen, OAT, 410, 985, 470, "left");
};

export const above: Scene = (pen) => {
  fill(pen, downward(pen, 0, 1200, ["#d8c7b1", "#cbb79d"]), () => pen.rect(0, 0, 1200, 1200));
  for (let i = 0; i < 9; i++) line(pen, "rgba(120,84,50,.12)", 2, () => { pen.moveTo(0, i * 150 + 40); pen.bezierCurveTo(400, i * 150 - 10, 800, i * 150 + 90, 1200, i * 150 + 30); });
  shadow(pen, 640, 660, 390, 360, 0.4);
  line(pen, OAT.dark, 84, () => { pen.moveTo(850, 560); pen.lineTo(1050, 460); });
  line(pen, OAT.body[2] ?? "", 58, () => { pen.moveTo(850, 552); pen.lineTo(1044, 455); });
  fill(pen, across(pen, 240, 940, OAT.body), () => pen.arc(590, 610, 350, 0, Math.PI * 2));
  fill(pen, OAT.dark, () => pen.arc(590, 610, 312, 0, Math.PI * 2));
  const coffee = pen.createRadialGradient(560, 570, 30, 590, 620, 300);
  coffee.addColorStop(0, "#7b4a26");
  coffee.addColorStop(0.75, "#4c2c16");
  coffee.addColorStop(1, "#2f1a0c");
  fill(pen, coffee, () => pen.arc(594, 622, 296, 0, Math.PI * 2));
  line(pen, "rgba(214,164,112,.75)", 10, () => pen.arc(594, 622, 286, 0.4, 5.6));
  line(pen, "rgba(255,255,255,.5)", 14, () => pen.arc(590, 610, 331, 3.5, 4.9));
};

export const detail: Scene = (pen) => {
  fill(pen, across(pen, -100, 1300, OAT.body), () => pen.rect(0, 0, 1200, 1200));
  speckle(pen, 7, 900, OAT.dots, [0, 0], [1200, 860], 6);
  fill(pen, across(pen, -100, 1300, ["#8a6644", "#c39b72", "#cda67e", "#8a6644"]), () => { pen.moveTo(0, 850); pen.quadraticCurveTo(600, 940, 1200, 850); pen.lineTo(1200, 1200); pen.lineTo(0, 1200); });
  line(pen, "rgba(94,66,40,.5)", 8, () => { pen.moveTo(0, 852); pen.quadraticCurveTo(600, 942, 1200, 852); });
  speckle(pen, 11, 500, "rgba(80,52,30,.35)", [0, 900], [1200, 1200], 4);
  fill(pen, across(pen, 0, 1200, ["rgba(0,0,0,.28)", "rgba(255,255,255,.22)", "rgba(255,255,255,.05)", "rgba(0,0,0,.34)"]), () => pen.rect(0, 0, 1200, 1200));
};
