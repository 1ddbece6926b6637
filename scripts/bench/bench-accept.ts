import type { Benchmark, BenchRow } from "./benchmark.ts";
import { measureAccept } from "./measure-accept.ts";

const PRODUCTS = 10_000;
const ROUNDS = 5;
const MOST_MS = 2_000;
const MOST_TIMES = 5;

/** How long a merchant waits for the answer to a large choice. */
export const benchmark: Benchmark = {
  name: "accept",
  about: "A batch of 10,000 products chosen by hand is taken in, beside one INSERT of as many rows.",
  async run({ say }) {
    const { acceptMs, insertMs } = await measureAccept({ products: PRODUCTS, rounds: ROUNDS });
    say(`taken in ${acceptMs.toFixed(0)} ms, one INSERT ${insertMs.toFixed(0)} ms (medians of ${ROUNDS})`);
    const times = acceptMs / insertMs;
    const row: BenchRow = {
      name: `accept: ${PRODUCTS.toLocaleString("en")} products`, ours: `${acceptMs.toFixed(0)} ms`, beside: `${insertMs.toFixed(0)} ms (one INSERT)`, ratio: insertMs / acceptMs,
      aim: `≤ ${MOST_MS / 1000} s, ≤ ${MOST_TIMES} times`, holds: acceptMs <= MOST_MS && times <= MOST_TIMES,
    };
    return [row];
  },
};
