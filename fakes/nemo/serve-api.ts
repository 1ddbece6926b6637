import type { RequestListener } from "node:http";
import { Readable } from "node:stream";
import { beginExchange, type Exchange } from "./http/exchange.ts";
import { cutConnection } from "./http/cut-connection.ts";
import { decodePart } from "./http/decode-part.ts";
import { readBody } from "./http/read-body.ts";
import { json, Refusal, refuse, refused, type Reply } from "./http/reply.ts";
import { sendReply } from "./http/send-reply.ts";
import { ROUTES, sessionOf, tokenRecordOf, type Route } from "./routes.ts";
import type { AnswerFault, Fault } from "./scenarios/scenario.ts";
import type { World } from "./world.ts";

/** The API host, mega-api-prod.nemovideo.ai. Bodies of uploads are streamed. */
export function serveApi(world: World): RequestListener {
  return (req, res) => {
    const exchange = beginExchange(world, "api", req, res);
    if (/nmv_usr_/i.test(req.url ?? "")) world.violate("token-in-url", exchange.entry.path);
    answer(world, exchange).catch((error: unknown) => {
      // The client's own leaving is no fault of ours; everything else is a bug of the stand-in and must be seen.
      if (req.destroyed && !req.complete) return;
      if (res.headersSent || res.destroyed) return void res.destroy();
      console.error("the stand-in of NemoVideo failed:", error);
      void sendReply(exchange, { kind: "text", status: 500, type: "text/plain; charset=utf-8", text: "Internal Server Error" }, world.settings);
    });
  };
}

async function answer(world: World, exchange: Exchange): Promise<void> {
  const route = findRoute(exchange);
  if ("kind" in route) return sendReply(exchange, route, world.settings);
  exchange.params = (route.path.exec(exchange.url.pathname) ?? []).slice(1).map(decodePart);
  exchange.streams = route.body === "upload" && /^multipart\//i.test(exchange.req.headers["content-type"] ?? "");
  if (!exchange.streams) {
    const body: string | Reply = await asReply(readBody(exchange));
    if (typeof body !== "string") return sendReply(exchange, body, world.settings);
    exchange.body = body;
  }
  const fault = world.faults.take(route.operation, sessionOf(exchange, route));
  exchange.fault = fault;
  prepare(world, exchange, route, fault);
  const answerFault = fault?.answer ?? {};
  if (answerFault.delayMs) await world.clock.sleep(answerFault.delayMs);
  if (answerFault.lose === "before") return cutConnection(exchange.res, "reset");
  const reply = insteadOf(answerFault) ?? (await asReply(handle(world, exchange, route)));
  if (answerFault.lose === "after") return cutConnection(exchange.res, "reset");
  return sendReply(exchange, reply, world.settings, answerFault);
}

async function handle(world: World, exchange: Exchange, route: Route): Promise<Reply> {
  return route.handle(world, exchange);
}

/** A thrown refusal is an answer like any other. */
async function asReply<T>(work: Promise<T>): Promise<T | Reply> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    throw error;
  }
}

function findRoute(exchange: Exchange): Route | Reply {
  const fitting = ROUTES.filter((route) => route.path.test(exchange.url.pathname));
  const route = fitting.find((one) => one.method === exchange.req.method);
  if (route) return route;
  return fitting.length ? json(405, { detail: "Method Not Allowed" }) : json(404, { detail: "Not Found" });
}

function insteadOf(fault: AnswerFault): Reply | undefined {
  if (fault.refuse) return refused(fault.refuse.code, fault.refuse.message ?? messageOf(fault.refuse.code));
  if (!fault.instead) return undefined;
  const { status, headers = {}, body, bodyBase64 } = fault.instead;
  if (bodyBase64 !== undefined) return { kind: "bytes", status, headers, body: Readable.from([Buffer.from(bodyBase64, "base64")]) };
  const { "content-type": type = "text/plain; charset=utf-8", ...others } = headers;
  if (typeof body === "string") return { kind: "text", status, type, text: body, headers: others };
  return { kind: "text", status, type: headers["content-type"] ?? "application/json", text: body === undefined ? "" : JSON.stringify(body), headers: others };
}

function messageOf(code: number): string {
  const { reply } = refuse(code);
  return reply.kind === "refused" ? reply.message : "Request refused";
}

/** What the fault does to the stand-in's memory before the request is looked at. */
function prepare(world: World, exchange: Exchange, route: Route, fault: Fault | undefined): void {
  if (fault?.before === "drop-session") {
    const session = world.store.sessions.get(sessionOf(exchange, route) ?? "");
    if (session) world.store.sessions.put(session.sessionId, Object.assign(session, { dropped: true }));
  } else if (fault?.before) {
    const token = tokenRecordOf(world, exchange);
    if (token) world.store.tokens.put(token.id, Object.assign(token, { state: fault.before === "expire-token" ? "expired" : "revoked" }));
  }
}
