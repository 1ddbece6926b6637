import type { Standing } from "./read-standing.server.ts";

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text: unknown): string => String(text).replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

function table(title: string, heads: string[], rows: unknown[][], empty: string): string {
  if (rows.length === 0) return `<h2>${escape(title)}</h2><p>${escape(empty)}</p>`;
  const line = (cells: unknown[], tag: "th" | "td") => `<tr>${cells.map((cell) => `<${tag}>${escape(cell)}</${tag}>`).join("")}</tr>`;
  return `<h2>${escape(title)}</h2><table>${line(heads, "th")}${rows.map((row) => line(row, "td")).join("")}</table>`;
}

/** The operator's page as plain HTML without a script. Takes the standing at `now`. */
export function drawStatusPage(standing: Standing, o: { now: Date; process: string }): string {
  const minutes = (since: Date) => `${Math.round((o.now.getTime() - since.getTime()) / 60_000)} min`;
  const ages = new Map(standing.oldest.map(({ queue, oldestSeconds }) => [queue, `${Math.round(oldestSeconds)} s`]));
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shelfreel: how it stands</title>
<style>body{font:15px/1.5 system-ui;margin:2rem;max-width:60rem}table{border-collapse:collapse}th,td{border:1px solid #bbb;padding:.2rem .6rem;text-align:left}</style>
<h1>How Shelfreel stands</h1><p>${escape(o.now.toISOString())}, seen by ${escape(o.process)}. What to do about each of these: docs/operations.md.</p>
${table("Stuck videos", ["video", "shop", "status", "step", "for", "looks", "failures"], standing.stuck.map((row) => [row.id, row.shop, row.status, row.step, minutes(row.since), row.looks, row.failures]), "None: every video that is worked on has a job.")}
${table("Why videos stopped, last 24 hours", ["code", "videos"], standing.stopped.map(({ code, videos }) => [code, videos]), "None stopped.")}
${table("Queues", ["queue", "state", "jobs", "oldest waits"], standing.queues.map(({ queue, state, jobs }) => [queue, state, jobs, state === "active" || state === "failed" ? "" : (ages.get(queue) ?? "not due yet")]), "No job waits or runs.")}
${table("Videos", ["status", "videos"], standing.videos.map(({ status, videos }) => [status, videos]), "No video yet.")}
<h2>NemoVideo</h2><p>Open turns: ${standing.openTurns}. Credits used within 24 hours: ${standing.creditsSpent}.</p></html>`;
}
