import type { IncomingMessage, RequestListener } from "node:http";
import type { Control } from "./control.ts";
import type { Ledger } from "./ledger/open-ledger.ts";
import { SCENARIOS } from "./scenarios/find-scenario.ts";

type Command = (control: Control, body: Record<string, unknown>) => unknown;

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const chosen = (body: Record<string, unknown>): Parameters<Control["next"]> =>
  (body.scenario !== undefined ? [body.scenario] : Array.isArray(body.faults) ? [{ faults: body.faults }] : []) as Parameters<Control["next"]>;

const COMMANDS: Record<string, Command> = {
  "/next": (control, body) => control.next(...chosen(body)),
  "/always": (control, body) => control.always(...chosen(body)),
  "/clear": (control) => control.clear(),
  "/settings": (control, body) => control.set(body),
  "/release": (control, body) => control.release(text(body.gate)),
  "/tokens/expire": (control, body) => control.expireTokens(text(body.userId)),
  "/tokens/revoke": (control, body) => control.revokeTokens(text(body.userId)),
  "/credits": (control, body) => control.setCredits(String(body.userId), Number(body.available)),
  "/sessions/drop": (control, body) => control.dropSession(text(body.sessionId)),
  "/clock": async (control, body) => {
    if (body.mode === "manual") control.clock.manual();
    if (body.mode === "real") control.clock.real();
    if (typeof body.speed === "number") control.clock.fast(body.speed);
    if (typeof body.advanceMs === "number") await control.clock.advance(body.advanceMs);
  },
};

const READS: Record<string, (control: Control, ledger: Ledger) => unknown> = {
  "/scenarios": () => SCENARIOS.map(({ name, about }) => ({ name, about })),
  "/settings": (control) => control.settings,
  "/ledger": (_control, ledger) => ledger.summary(),
  "/ledger/messages": (_control, ledger) => ledger.messages(),
  "/ledger/renders": (_control, ledger) => ledger.renders(),
  "/ledger/uploads": (_control, ledger) => ledger.all("upload"),
  "/ledger/downloads": (_control, ledger) => ledger.all("download"),
  "/ledger/charges": (_control, ledger) => ledger.all("charge"),
  "/ledger/requests": (_control, ledger) => ledger.requests(),
  "/ledger/violations": (_control, ledger) => ledger.violations(),
};

/** The control port: JSON in, JSON out, for other processes on this machine. */
export function serveControl(control: Control, ledger: Ledger): RequestListener {
  return (req, res) => {
    const send = (status: number, body: unknown): void => {
      res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body ?? { ok: true }));
    };
    answer(req, control, ledger).then(
      ({ status, body }) => send(status, body),
      (error: unknown) => send(400, { error: error instanceof Error ? error.message : String(error) }),
    );
  };
}

async function answer(req: IncomingMessage, control: Control, ledger: Ledger): Promise<{ status: number; body: unknown }> {
  // A page in a browser on this machine must not be able to steer it.
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(req.headers.host ?? "") || req.headers.origin) {
    return { status: 403, body: { error: "only for programs on this machine" } };
  }
  const path = new URL(req.url ?? "/", "http://stand-in.invalid").pathname;
  if (req.method === "GET" && Object.hasOwn(READS, path)) return { status: 200, body: READS[path]!(control, ledger) };
  if (req.method === "POST" && Object.hasOwn(COMMANDS, path)) {
    const chunks: Buffer[] = [];
    for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = chunks.length ? (JSON.parse(Buffer.concat(chunks).toString("utf8")) as Record<string, unknown>) : {};
    return { status: 200, body: await COMMANDS[path]!(control, body) };
  }
  return { status: 404, body: { error: `there is no ${req.method} ${path}`, reads: Object.keys(READS), commands: Object.keys(COMMANDS) } };
}
