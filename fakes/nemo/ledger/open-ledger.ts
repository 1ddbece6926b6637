import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { ChargeEntry, LedgerEntry, MessageEntry, RenderEndEntry, RenderEntry, RequestEntry } from "./entries.ts";

type Entry<K extends LedgerEntry["kind"]> = Extract<LedgerEntry, { kind: K }>;

/** Narrows a question to one session, and to what happened from a moment on (ms since 1970). */
export interface LedgerFilter {
  sessionId?: string;
  since?: number;
}

/** What was really asked, charged and delivered: the truth that tests and the demo hold the app against. */
export interface Ledger {
  add(entry: LedgerEntry): void;
  /** Shows the request at once; `finish` must be called when it has ended. */
  addRequest(entry: RequestEntry): { finish(): void };
  all<K extends LedgerEntry["kind"]>(kind: K, filter?: LedgerFilter): Entry<K>[];
  /** Number of accepted chat messages. */
  messagesAccepted(filter?: LedgerFilter): number;
  /** Accepted messages with what each of them has cost so far, in credits. */
  messages(filter?: LedgerFilter): (MessageEntry & { charged: number })[];
  creditsCharged(filter?: LedgerFilter): number;
  /** Accepted renders with how they ended; null = not yet. */
  renders(filter?: LedgerFilter): (RenderEntry & { ended: RenderEndEntry["status"] | null })[];
  /** Requests to a method and/or a path (a text that the path contains, or a pattern). */
  requests(match?: { method?: string; path?: string | RegExp; host?: RequestEntry["host"] }): RequestEntry[];
  violations(): Entry<"violation">[];
  /** The figures in one small object. */
  summary(): Record<string, number>;
}

/** Opens the ledger kept in `file` (one JSON object per line). A last line cut by a crash is dropped. */
export function openLedger(file: string): Ledger {
  mkdirSync(path.dirname(file), { recursive: true });
  const entries = readEntries(file);
  const write = (entry: LedgerEntry): void => appendFileSync(file, `${JSON.stringify(entry)}\n`);

  const all = <K extends LedgerEntry["kind"]>(kind: K, filter: LedgerFilter = {}): Entry<K>[] =>
    entries.filter((entry): entry is Entry<K> => {
      if (entry.kind !== kind || entry.at < (filter.since ?? 0)) return false;
      return !filter.sessionId || ("sessionId" in entry && entry.sessionId === filter.sessionId);
    });
  const sumOf = (charges: ChargeEntry[]): number => charges.reduce((sum, charge) => sum + charge.credits, 0);

  const ledger: Ledger = {
    add(entry) {
      entries.push(entry);
      write(entry);
    },
    addRequest(entry) {
      entries.push(entry);
      return { finish: () => write(entry) };
    },
    all,
    messagesAccepted: (filter) => all("message", filter).length,
    messages: (filter) =>
      all("message", filter).map((message) => ({
        ...message,
        charged: sumOf(all("charge").filter((charge) => charge.messageId === message.messageId)),
      })),
    creditsCharged: (filter) => sumOf(all("charge", filter)),
    renders: (filter) =>
      all("render", filter).map((render) => ({
        ...render,
        ended: all("render-ended").find((end) => end.renderId === render.renderId)?.status ?? null,
      })),
    requests: (match = {}) =>
      all("request").filter(
        (request) =>
          (!match.method || request.method === match.method) &&
          (!match.host || request.host === match.host) &&
          (!match.path || (typeof match.path === "string" ? request.path.includes(match.path) : match.path.test(request.path))),
      ),
    violations: () => all("violation"),
    summary: () => ({
      requests: all("request").length,
      messagesAccepted: ledger.messagesAccepted(),
      creditsCharged: ledger.creditsCharged(),
      uploads: all("upload").length,
      renders: all("render").length,
      cancels: all("cancel").length,
      downloads: all("download").length,
      violations: all("violation").length,
    }),
  };
  return ledger;
}

function readEntries(file: string): LedgerEntry[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  const entries: LedgerEntry[] = [];
  for (const [index, line] of lines.entries()) {
    if (!line) continue;
    try {
      entries.push(JSON.parse(line) as LedgerEntry);
    } catch (error) {
      if (index < lines.length - 1) throw new Error(`line ${index + 1} of ${file} cannot be read`, { cause: error });
    }
  }
  return entries;
}
