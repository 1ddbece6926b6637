import type { Fleet } from "./open-fleet.ts";

export interface Books {
  sentTwice: number;
  lost: number;
  attachedTwice: number;
  /** Sentences for people. */
  findings: string[];
}

/** What the ledgers of the stand-ins say of these videos. `ends` has the status in which each of them came to rest. */
export function keepBooks(fleet: Fleet, ends: Map<string, string>): Books {
  const { nemo, shopify } = fleet.world;
  const findings: string[] = [];
  const perSession = new Map<string, number>();
  for (const { sessionId } of nemo.ledger.messages()) perSession.set(sessionId, (perSession.get(sessionId) ?? 0) + 1);
  let sentTwice = Math.max(0, nemo.ledger.messagesAccepted() - ends.size);
  for (const [session, messages] of perSession) if (messages > 1) {
    sentTwice += messages - 1;
    findings.push(`session ${session}: ${messages} messages`);
  }
  let lost = 0;
  let attachedTwice = 0;
  for (const [videoId, status] of ends) {
    const files = shopify.ledger.filesCreated.filter((file) => file.filename.includes(videoId));
    const attached = shopify.ledger.attachments.filter((change) => files.some((file) => file.gid === change.mediaGid));
    const wanted = status === "published" ? 1 : 0;
    if (!["published", "attention"].includes(status) || attached.length < wanted) {
      lost++;
      findings.push(`video ${videoId}: ${status}, attached ${attached.length} times`);
    }
    if (attached.length > 1 || files.length > 1) {
      attachedTwice++;
      findings.push(`video ${videoId}: ${files.length} files, attached ${attached.length} times`);
    }
  }
  for (const violation of [...nemo.ledger.violations().map(({ rule, detail }) => `${rule}: ${detail}`), ...shopify.ledger.violations]) findings.push(violation);
  return { sentTwice, lost, attachedTwice, findings };
}
