// The calls of one video made again for another product by a bare script: what changes from video to video is found by holding two recordings against each other.
import { randomUUID } from "node:crypto";
import { request, type Dispatcher } from "undici";
import type { RecordedCall } from "./record-calls.ts";

/** A long base64 text is one word, whatever signs it has. */
const WORD = /[A-Za-z0-9+/=]{43,}|[A-Za-z0-9_-]+/g;
/** Longer answers are files. */
const MOST_TEXT = 20_000;
const LOOK_MS = 5;
const MOST_LOOKS = 200;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}/g;

/** Where a changing word of a request comes from: an earlier answer, the product, or the one who asks. */
type Source = { from: "answer"; call: number; word: number } | { from: "product" } | { from: "asker" };

interface Slot {
  call: number;
  word: number;
  source: Source;
}

export interface Recording {
  calls: RecordedCall[];
  /** The number in the product's id. */
  product: string;
}

/** A request as one text, so that its words can be counted: path, headers, body. */
const textOf = ({ path, headers, body }: RecordedCall): string => [path, ...headers.flat(), body.toString("latin1")].join("\n");
const wordsOf = (text: string): string[] => text.match(WORD) ?? [];

const isStream = ({ path }: RecordedCall): boolean => path.endsWith("/run_sse");
/** Words of an answer; none of a file's or a stream's, which has no fixed number of them. */
const countWords = (call: RecordedCall): number => (call.answer.length > MOST_TEXT || isStream(call) ? 0 : wordsOf(call.answer.toString("latin1")).length);

/** A call that changes nothing and may be made again until what it looks for is there. */
const isLook = (call: RecordedCall): boolean => (call.method === "GET" && call.answer.length <= MOST_TEXT) || (call.path.endsWith("/graphql.json") && !call.body.includes("mutation"));

/** True when both recordings are of the same calls with the same kinds of answers. */
export const sameCalls = (a: RecordedCall[], b: RecordedCall[]): boolean =>
  a.length === b.length && a.every((call, i) => {
    const other = b[i];
    return other !== undefined && call.method === other.method && call.status === other.status && wordsOf(textOf(call)).length === wordsOf(textOf(other)).length && countWords(call) === countWords(other);
  });

/** The words of the requests that differ between two recordings of the same calls, and where each of them comes from; `varying` are the places of the answers' ("call word"). */
export function findSlots(a: Recording, b: Recording): { slots: Slot[]; varying: Set<string> } {
  if (!sameCalls(a.calls, b.calls)) throw new Error("these are not recordings of the same calls");
  const answers = [a, b].map(({ calls }) => calls.map(({ answer }) => wordsOf(answer.toString("latin1"))));
  const varying = new Set((answers[0] ?? []).flatMap((words, i) => words.flatMap((word, at) => (word === answers[1]?.[i]?.[at] ? [] : [`${i} ${at}`]))));
  const slots = a.calls.flatMap((call, i) => {
    const [mine, other] = [wordsOf(textOf(call)), wordsOf(textOf(b.calls[i] as RecordedCall))];
    return mine.flatMap((word, at): Slot[] => (word === other[at] ? [] : [{ call: i, word: at, source: sourceOf(word, other[at] ?? "", i) }]));
  });
  return { slots, varying };

  function sourceOf(mine: string, other: string, before: number): Source {
    if (mine === a.product && other === b.product) return { from: "product" };
    for (let call = 0; call < before; call++) {
      if (isStream(a.calls[call] as RecordedCall)) continue;
      const word = answers[0]?.[call]?.findIndex((one, at) => one === mine && answers[1]?.[call]?.[at] === other) ?? -1;
      if (word >= 0) return { from: "answer", call, word };
    }
    return { from: "asker" };
  }
}

/** A request in pieces: text that stays, and the places of changing words. */
interface Template {
  call: RecordedCall;
  path: (string | Slot)[];
  headers: [string, (string | Slot)[]][];
  body: (Buffer | Slot)[];
  /** Words of the answer that later requests need. */
  needed: Set<number>;
}

/** Prepares a recording of the same calls, maybe of another shop, for being made again. */
export function prepareReplay(recording: Recording, { slots, varying }: ReturnType<typeof findSlots>): (o: { dispatcher: Dispatcher; product: string }) => Promise<void> {
  const bySource = new Map<string, Slot>();
  for (const slot of slots) bySource.set(`${slot.call} ${slot.word}`, slot);
  const templates = recording.calls.map((call, i): Template => {
    let word = 0;
    const cut = (text: string): (string | Slot)[] => {
      const parts: (string | Slot)[] = [];
      let end = 0;
      for (const found of text.matchAll(WORD)) {
        const slot = bySource.get(`${i} ${word++}`);
        if (!slot) continue;
        parts.push(text.slice(end, found.index), slot);
        end = found.index + found[0].length;
      }
      parts.push(text.slice(end));
      return parts;
    };
    const path = cut(call.path);
    const headers = call.headers.map(([name, value]): [string, (string | Slot)[]] => {
      cut(name);
      return [name, cut(value)];
    });
    const body = cut(call.body.toString("latin1")).map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : part));
    return { call, path, headers: headers.filter(([name]) => name.toLowerCase() !== "content-length"), body, needed: new Set() };
  });
  const words = recording.calls.map((call) => wordsOf(textOf(call)));
  const stays = recording.calls.map((call, i) => (countWords(call) === 0 ? [] : wordsOf(call.answer.toString("latin1"))).map((word, at) => (!varying.has(`${i} ${at}`) && /^[A-Za-z]+$/.test(word) ? word : null)));
  const asBefore = (i: number, got: string[]): boolean => got.length === stays[i]?.length && stays[i].every((word, at) => word === null || word === got[at]);
  for (const { source } of slots) if (source.from === "answer") templates[source.call]?.needed.add(source.word);
  return async ({ dispatcher, product }) => {
    const answered = new Map<string, string>();
    const asker = new Map<string, string>();
    const fill = (part: string | Slot): string => {
      if (typeof part === "string") return part;
      if (part.source.from === "product") return product;
      if (part.source.from === "answer") return answered.get(`${part.source.call} ${part.source.word}`) ?? "";
      const recorded = words[part.call]?.[part.word] ?? "";
      return recorded.replace(UUID, (id) => {
        const known = asker.get(id) ?? (id.length === 32 ? randomUUID().replaceAll("-", "") : randomUUID());
        asker.set(id, known);
        return known;
      });
    };
    for (const [i, { call, path, headers, body, needed }] of templates.entries()) {
      const send = async (): Promise<string[]> => {
        const answer = await request(call.origin + path.map(fill).join(""), {
          dispatcher, method: call.method as "GET", headers: headers.flatMap(([name, value]) => [name, value.map(fill).join("")]),
          ...(call.body.length > 0 && { body: Buffer.concat(body.map((part) => (Buffer.isBuffer(part) ? part : Buffer.from(fill(part), "latin1")))) }),
        });
        const bytes = Buffer.from(await answer.body.arrayBuffer());
        if (answer.statusCode !== call.status) throw new Error(`call ${i} (${call.method} ${call.path}) was answered ${answer.statusCode} instead of ${call.status}: ${bytes.toString("utf8", 0, 500)}`);
        return bytes.length > MOST_TEXT ? [] : wordsOf(bytes.toString("latin1"));
      };
      let got = await send();
      // Not ready yet: it looks again, as the app does.
      for (let look = 0; isLook(call) && !asBefore(i, got); look++) {
        if (look === MOST_LOOKS) throw new Error(`call ${i} (${call.method} ${call.path}) is never answered as it was in the recording`);
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
        got = await send();
      }
      for (const word of needed) answered.set(`${i} ${word}`, got[word] ?? "");
    }
  };
}
