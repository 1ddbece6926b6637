import { across, backdrop, downward, fill, glow, inside, line, seeded, shadow, SIDE, speckle, weave, type Pen, type Scene } from "./studio.ts";

export const candle: Scene = (pen) => {
  backdrop(pen, "#2f3a40", "#232b30", 880);
  glow(pen, 600, 400, 640, "rgba(255,190,90,.5)");
  shadow(pen, 620, 985, 260, 40, 0.7);
  fill(pen, across(pen, 410, 790, ["#a96a12", "#f0b63f", "#ffd77a", "#d9921f", "#8a5208"]), () => { pen.moveTo(410, 520); pen.lineTo(410, 960); pen.ellipse(600, 960, 190, 40, 0, Math.PI, 0, true); pen.lineTo(790, 520); });
  fill(pen, downward(pen, 480, 560, ["#ffe6a8", "#e8ac3a"]), () => pen.ellipse(600, 520, 190, 40, 0, 0, Math.PI * 2));
  fill(pen, "rgba(255,244,205,.8)", () => pen.ellipse(600, 522, 110, 20, 0, 0, Math.PI * 2));
  line(pen, "#3a2a1a", 9, () => { pen.moveTo(600, 520); pen.quadraticCurveTo(606, 480, 598, 452); });
  fill(pen, downward(pen, 260, 470, ["#fff6d8", "#ffcf5a", "#ff9d2e"]), () => { pen.moveTo(598, 250); pen.bezierCurveTo(660, 360, 668, 450, 598, 468); pen.bezierCurveTo(534, 450, 540, 360, 598, 250); });
};

export const soap: Scene = (pen) => {
  backdrop(pen, "#e7ebe0", "#cfd6c2", 760);
  shadow(pen, 630, 850, 400, 56, 0.35);
  const bar = () => pen.roundRect(270, 470, 660, 370, 54);
  fill(pen, downward(pen, 470, 840, ["#c6cf9b", "#a6b277", "#84925a"]), bar);
  inside(pen, bar, () => {
    speckle(pen, 5, 300, "rgba(80,94,42,.4)", [270, 470], [930, 840], 3);
    fill(pen, downward(pen, 470, 560, ["rgba(255,255,255,.5)", "rgba(255,255,255,0)"]), () => pen.rect(270, 470, 660, 90));
  });
  line(pen, "rgba(70,84,36,.55)", 8, () => pen.roundRect(330, 530, 540, 250, 30));
  line(pen, "rgba(70,84,36,.55)", 10, () => { pen.moveTo(470, 700); pen.quadraticCurveTo(600, 560, 740, 620); });
  for (const [x, y, turn] of [[520, 620, -0.7], [600, 590, -0.3], [680, 590, 0.2], [560, 680, 0.8], [660, 650, 1]] as const) fill(pen, "rgba(70,84,36,.55)", () => pen.ellipse(x, y, 46, 17, turn, 0, Math.PI * 2));
};

export const throwBlanket: Scene = (pen) => {
  backdrop(pen, "#e6e6ea", "#cfcfd6", 900);
  shadow(pen, 620, 965, 420, 44, 0.4);
  for (let i = 0; i < 4; i++) {
    const y = 880 - i * 130;
    const fold = () => pen.roundRect(210 + i * 8, y - 60, 780 - i * 16, 140, 68);
    fill(pen, downward(pen, y - 60, y + 80, ["#8fa0bd", "#6d80a3", "#4c5d7e"]), fold);
    inside(pen, fold, () => {
      weave(pen, 12, "rgba(255,255,255,.08)");
      for (const x of [330, 360, 830, 860]) fill(pen, "rgba(240,236,226,.8)", () => pen.rect(x, y - 70, 14, 160));
    });
  }
  for (let x = 240; x < 970; x += 26) line(pen, "#5b6c8d", 6, () => { pen.moveTo(x, 955); pen.lineTo(x + 4, 1010); });
};

function oak(pen: Pen, seed: number, trace: () => void, top: number, bottom: number) {
  fill(pen, downward(pen, top, bottom, ["#dcb57f", "#c99a5f", "#d2a76d", "#b98a50"]), trace);
  inside(pen, trace, () => {
    const random = seeded(seed);
    for (let i = 0; i < 34; i++) {
      const x = 180 + random() * 860;
      line(pen, `rgba(110,70,26,${0.1 + random() * 0.22})`, 1.5 + random() * 3, () => { pen.moveTo(x, top - 20); pen.bezierCurveTo(x + 26 * random(), top + (bottom - top) * 0.3, x - 30 * random(), top + (bottom - top) * 0.7, x + 12, bottom + 20); });
    }
  });
}

export const board: Scene = (pen) => {
  fill(pen, downward(pen, 0, SIDE, ["#eceae6", "#dcd8d0"]), () => pen.rect(0, 0, SIDE, SIDE));
  shadow(pen, 630, 680, 380, 430, 0.35);
  oak(pen, 31, () => { pen.roundRect(290, 330, 620, 740, 70); pen.roundRect(520, 120, 160, 270, 60); }, 120, 1070);
  fill(pen, "#dedad3", () => pen.arc(600, 205, 34, 0, Math.PI * 2));
  line(pen, "rgba(90,56,20,.5)", 6, () => pen.arc(600, 205, 35, 2.6, 5.6));
  line(pen, "rgba(120,78,32,.55)", 10, () => pen.roundRect(336, 376, 528, 648, 44));
};

export const boardWithBread: Scene = (pen) => {
  fill(pen, downward(pen, 0, SIDE, ["#44525a", "#333f46"]), () => pen.rect(0, 0, SIDE, SIDE));
  shadow(pen, 620, 690, 500, 330, 0.6);
  oak(pen, 37, () => pen.roundRect(130, 330, 940, 640, 70), 330, 970);
  shadow(pen, 610, 760, 330, 90, 0.5);
  const loaf = () => { pen.moveTo(290, 740); pen.bezierCurveTo(270, 470, 930, 450, 920, 740); pen.bezierCurveTo(900, 830, 320, 830, 290, 740); };
  fill(pen, downward(pen, 480, 820, ["#e0a35a", "#b9702c", "#7c4416"]), loaf);
  inside(pen, loaf, () => speckle(pen, 41, 260, "rgba(255,246,226,.5)", [290, 480], [920, 640], 4));
  for (const x of [430, 570, 710]) line(pen, "#f5d9a6", 22, () => { pen.moveTo(x, 620); pen.quadraticCurveTo(x + 60, 560, x + 96, 520); });
};
