import path from "node:path";
import type { Benchmark, BenchRow } from "./benchmark.ts";
import { buildBare, BARE_DIR } from "./build-bare.ts";
import { measurePages, type PageFigures } from "./measure-pages.ts";

const SIZES = [100, 10_000, 100_000];
const MOST_MS = 50;
const LEAST_SHARE = 0.8;
/** A page that is read this many times slower from the largest shop than from the smallest is not flat. */
const FLAT = 1.5;

/** How fast pages are answered, and whether that stays so as a shop grows. */
export const benchmark: Benchmark = {
  name: "pages",
  about: "Loaders and whole pages of shops with 100, 10,000 and 100,000 videos, beside a bare embedded page.",
  async run({ say }) {
    await buildBare();
    const figures = await measurePages({ sizes: SIZES, bareDir: path.resolve(BARE_DIR), loaderRuns: 100, documentMs: 1_500, say });
    return figures.pages.flatMap((page) => rowsOf(page, figures.bare));
  },
};

function rowsOf(page: PageFigures, bare: { documentsPerSecond: number; loaderP95: number }): BenchRow[] {
  const [first, last] = [page.sizes[0], page.sizes.at(-1)];
  if (!first || !last) return [];
  const growth = last.loaderP50 / first.loaderP50;
  const ratio = last.documentsPerSecond / last.bareDocumentsPerSecond;
  return [
    {
      name: `pages: loader of ${page.name}`, ours: `p95 ${page.sizes.map(({ loaderP95 }) => loaderP95.toFixed(0)).join(" / ")} ms, ${last.statements} statements`, beside: `p95 ${bare.loaderP95.toFixed(0)} ms`,
      ratio: bare.loaderP95 / last.loaderP95, aim: `p95 ≤ ${MOST_MS} ms, flat`, holds: page.sizes.every(({ loaderP95 }) => loaderP95 <= MOST_MS) && growth <= FLAT && first.statements === last.statements,
    },
    {
      name: `pages: page of ${page.name}`, ours: `${page.sizes.map(({ documentsPerSecond }) => documentsPerSecond.toFixed(0)).join(" / ")} pages/s`, beside: `${last.bareDocumentsPerSecond.toFixed(0)} pages/s (bare page)`,
      ratio, aim: `≥ ${LEAST_SHARE}`, holds: ratio >= LEAST_SHARE,
    },
  ];
}
