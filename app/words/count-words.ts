import { say, sentence, written, type Sentence } from "./say.ts";

/** "1,200": digits grouped as the reader is used to, the same on the server and in the browser. */
export const groupDigits = (n: number): string => written(n);

const ids = { video: "units.videos", product: "units.products", message: "units.messages", batch: "units.batches" } as const;

/** "1 video", "1,200 products". */
export const countOf = (n: number, thing: keyof typeof ids): string => say(ids[thing], { n });

/** The same inside a sentence that is told later. */
export const countIn = (n: number, thing: keyof typeof ids): Sentence => sentence(ids[thing], { n });
