import { subscribe, unsubscribe } from "node:diagnostics_channel";

/** One HTTP call as it went over the wire. */
export interface RecordedCall {
  method: string;
  origin: string;
  path: string;
  headers: [string, string][];
  body: Buffer;
  status: number;
  answer: Buffer;
}

interface Wire {
  host: string | null;
  method: string;
  origin: string | URL;
  path: string;
  headers: string[] | string;
}

/** Everything that this process sends with undici until `stop`, in the order in which it begins. */
export function recordCalls(): { stop(): RecordedCall[] } {
  const calls = new Map<Wire, { call: RecordedCall; sent: Buffer[]; got: Buffer[] }>();
  const channels: Record<string, (message: { request: Wire; chunk: Uint8Array | string; response: { statusCode: number } }) => void> = {
    "undici:request:create": ({ request }) => void calls.set(request, { call: { method: request.method, origin: String(request.origin), path: request.path, headers: [...(request.host ? [["host", request.host] as [string, string]] : []), ...pairs(request.headers)], body: Buffer.alloc(0), status: 0, answer: Buffer.alloc(0) }, sent: [], got: [] }),
    "undici:request:bodyChunkSent": ({ request, chunk }) => void calls.get(request)?.sent.push(Buffer.from(chunk as Uint8Array)),
    "undici:request:bodyChunkReceived": ({ request, chunk }) => void calls.get(request)?.got.push(Buffer.from(chunk as Uint8Array)),
    "undici:request:headers": ({ request, response }) => {
      const known = calls.get(request);
      if (known) known.call.status = response.statusCode;
    },
  };
  for (const [name, listen] of Object.entries(channels)) subscribe(name, listen as never);
  return {
    stop() {
      for (const [name, listen] of Object.entries(channels)) unsubscribe(name, listen as never);
      return [...calls.values()].map(({ call, sent, got }) => ({ ...call, body: Buffer.concat(sent), answer: Buffer.concat(got) }));
    },
  };
}

function pairs(headers: Wire["headers"]): [string, string][] {
  const flat = Array.isArray(headers) ? headers : headers.split(/\r\n|: /).filter(Boolean);
  return flat.flatMap((name, i): [string, string][] => (i % 2 === 0 ? [[name, flat[i + 1] ?? ""]] : []));
}
