import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { db, shopify } from "./shopify.server.ts";

// What server.ts asks of every build.
export const askDatabase = () => db.$queryRaw`SELECT 1`;
export const answerOperator = () => Promise.resolve(null);
export const readFor = (_asked: object, answer: () => Promise<void>) => answer();
export const startWorker = () => Promise.reject(new Error("the bare app has no worker"));

export default function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext) {
  shopify.addDocumentResponseHeaders(request, headers);
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Promise<Response>((resolve, reject) => {
    const { pipe } = renderToPipeableStream(<RemixServer context={context} url={request.url} />, {
      onShellReady: () => {
        const body = new PassThrough();
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
        pipe(body);
      },
      onShellError: reject,
    });
  });
}
