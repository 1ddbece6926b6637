import { titleOf, type SoakWorld } from "./open-soak-world.ts";

/** Renders that one video may have at most: the failed one and its repeat, and one more of a worker that died between the two. */
const MOST_RENDERS = 3;

export interface SoakVerdict {
  /** Videos per status. */
  ends: Record<string, number>;
  messages: number;
  credits: number;
  renders: number;
  attached: number;
  /** What must not be, a sentence each. */
  findings: string[];
}

/** What the ledgers of the stand-ins say, and whether every video has come to an end with a name. */
export async function judgeSoak(world: SoakWorld): Promise<SoakVerdict> {
  const findings: string[] = [...world.bugs];
  const { ledger } = world.nemo;
  const videos = await world.db.video.findMany({ select: { id: true, shop: true, status: true, productTitle: true, errorCode: true, merchantText: true } });
  const ends: Record<string, number> = {};
  for (const { id, status, errorCode, merchantText } of videos) {
    ends[status] = (ends[status] ?? 0) + 1;
    if (status === "published") continue;
    if (!["attention", "failed"].includes(status) || !errorCode || !merchantText) findings.push(`video ${id} ended ${status} without saying why (${errorCode})`);
  }
  const titles = world.shops.flatMap((shop, i) => shop.productGids.map((_gid, n) => titleOf(i, n)));
  const messages = ledger.all("message");
  const perTitle = count(messages.map(({ text }) => /Soak article S\d+P\d+E/.exec(text)?.[0] ?? "unknown"));
  for (const [title, times] of perTitle) if (times > 1 || !titles.includes(title)) findings.push(`${times} messages about ${title}`);
  const sessions = new Map(messages.map(({ sessionId, text }) => [sessionId, /Soak article S\d+P\d+E/.exec(text)?.[0] ?? "unknown"]));
  for (const [title, times] of count(ledger.all("render").map(({ sessionId }) => sessions.get(sessionId) ?? "a session without a message"))) if (times > MOST_RENDERS || !titles.includes(title)) findings.push(`${times} renders of ${title}`);
  const credits = ledger.creditsCharged();
  if (credits > messages.length * 100) findings.push(`${credits} credits for ${messages.length} messages`);
  let attached = 0;
  for (const [i, { domain, shopify }] of world.shops.entries()) {
    const published = videos.filter((video) => video.shop === domain && video.status === "published").length;
    const attachments = count(shopify.ledger.attachments.map(({ productGid }) => productGid));
    const files = count(shopify.ledger.filesCreated.map(({ filename }) => filename));
    attached += shopify.ledger.attachments.length;
    for (const [gid, times] of attachments) if (times > 1) findings.push(`shop ${i}: ${times} attachments to ${gid}`);
    for (const [filename, times] of files) if (times > 1) findings.push(`shop ${i}: ${times} files called ${filename}`);
    if (attachments.size < published) findings.push(`shop ${i}: ${published} published, ${attachments.size} products with an attachment`);
    for (const violation of shopify.ledger.violations) findings.push(`shop ${i}: ${violation}`);
  }
  for (const { rule, detail } of ledger.violations()) findings.push(`${rule}: ${detail}`);
  for (const failure of world.nemo.control.failures) findings.push(`the stand-in failed: ${String(failure)}`);
  return { ends, messages: messages.length, credits, renders: ledger.all("render").length, attached, findings };
}

function count(names: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
