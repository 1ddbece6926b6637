// The shape of a benchmark. Each lies in a file of its own, `bench-NAME.ts`, and stands in registry.ts.

/** One line of the table: ours against what ran beside it in the same minute. */
export interface BenchRow {
  name: string;
  /** What this app did, in words with its unit. */
  ours: string;
  /** What ran beside it, or "–". */
  beside: string;
  /** Ours against the one beside, larger is better; null where there is nothing to compare with. */
  ratio: number | null;
  /** The aim in words. */
  aim: string;
  holds: boolean;
}

export interface Benchmark {
  /** As in `npm run bench -- NAME`. */
  name: string;
  /** One sentence. */
  about: string;
  /** Runs bounded; `say` prints a line while it does, `full` asks for the sizes that take long. The rows are for the table. */
  run(o: { say: (line: string) => void; full: boolean }): Promise<BenchRow[]>;
}
