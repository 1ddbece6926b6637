import type { FuzzRequest } from "./make-requests.ts";

/** What may never be in an answer, by the name under which a finding speaks of it. */
export type Canaries = Record<string, string>;

const inside = [/\n\s+at .+:\d+:\d+/, /node_modules\//, /Prisma(?:Client)?[A-Z]\w*Error/, /\bprisma\.\w+\.\w+\(/, /syntax error at or near/, /relation ".*" does not exist/, /BEGIN (?:RSA |EC )?PRIVATE KEY/];

/** What is wrong with an answer, or null: a failure of ours, or something of the inside told. */
export function judgeAnswer(request: FuzzRequest, answer: { status: number; headers: string; text: string }, canaries: Canaries): string | null {
  const says = (what: string) => `${what}: ${request.method} ${request.path.slice(0, 300)} ${JSON.stringify(request.headers).slice(0, 200)} ${(request.body ?? "").slice(0, 200)} → ${answer.status} ${answer.text.slice(0, 200)}`;
  if (answer.status >= 500) return says("failed");
  const all = `${answer.headers}\n${answer.text}`;
  for (const [name, canary] of Object.entries(canaries)) if (all.includes(canary)) return says(`told ${name}`);
  for (const pattern of inside) if (pattern.test(all)) return says(`told of the inside (${String(pattern)})`);
  if (/^x-injected(,|:|$)/im.test(answer.headers)) return says("took a header from its input");
  return null;
}
