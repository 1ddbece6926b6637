import type { Benchmark, BenchRow } from "./benchmark.ts";
import { BARE_DIR, buildBare } from "./build-bare.ts";
import { measureVitals, type PageVitals } from "./measure-vitals.ts";

const MOST_LCP_MS = 1_200;
const MOST_CLS = 0.02;
const MOST_INP_MS = 100;
const MOST_BYTES_SHARE = 1.15;
const ROUNDS = 3;

/** How a page feels in a real Chromium: what comes when, what jumps, what answers, what is sent. */
export const benchmark: Benchmark = {
  name: "vitals",
  about: "LCP, CLS, INP and JavaScript of every page in Chromium inside the stand-in admin, beside a bare embedded page.",
  async run({ say }) {
    await buildBare();
    const { bare, pages } = await measureVitals({ bareDir: BARE_DIR, rounds: ROUNDS });
    for (const page of [bare, ...pages]) say(told(page));
    return pages.map((page) => rowOf(page, bare));
  },
};

function rowOf(page: PageVitals, bare: PageVitals): BenchRow {
  const share = page.scriptBytes / bare.scriptBytes;
  return {
    name: `vitals: ${page.name}`, ours: told(page), beside: told(bare), ratio: bare.scriptBytes / page.scriptBytes, aim: "LCP ≤ 1.2 s, CLS ≤ 0.02, INP ≤ 100 ms, JS ≤ +15 %",
    holds: page.lcpMs <= MOST_LCP_MS && page.cls <= MOST_CLS && page.inpMs <= MOST_INP_MS && share <= MOST_BYTES_SHARE,
  };
}

const told = ({ name, lcpMs, cls, inpMs, scriptBytes }: PageVitals) => `${name}: LCP ${lcpMs.toFixed(0)} ms, CLS ${cls.toFixed(3)}, INP ${inpMs.toFixed(0)} ms, JS ${(scriptBytes / 1024).toFixed(0)} KiB`;
