import http from "node:http";
import type { AddressInfo } from "node:net";
import { request } from "undici";
import { expect, test } from "vitest";
import { createGuardedDispatcher } from "#app/nemo/guarded-dispatcher.server.ts";
import { json, serveHttp } from "./serve-raw.ts";

const blocked = { code: "ERR_BLOCKED_ADDRESS" };
const privateUrls = ["https://127.0.0.1/", "https://localhost/", "https://[::1]/", "https://10.0.0.1/", "https://169.254.169.254/", "https://2130706433/", "http://example.com/", "https://example.com:8443/"];

test("private and odd addresses are refused without a connect", async () => {
  const dispatcher = createGuardedDispatcher();
  for (const url of privateUrls) await expect(request(url, { dispatcher }), url).rejects.toMatchObject(blocked);
  await dispatcher.close();
});

test("an exception reaches the server that it names and no other", async () => {
  await using server = await serveHttp((_request, response) => json(response, { ok: true }));
  const port = new URL(server.url).port;
  const dispatcher = createGuardedDispatcher({ allow: (host, at) => host === "127.0.0.1" && at === port });
  expect(await (await request(server.url, { dispatcher })).body.json()).toEqual({ ok: true });
  await expect(request("http://127.0.0.1:1/", { dispatcher })).rejects.toMatchObject(blocked);
  await dispatcher.close();
});

test("a name that leads to a private address is refused when it is dialled, also the second time and in company", async () => {
  const answers = [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::1"], []];
  const asked: string[] = [];
  const dispatcher = createGuardedDispatcher({
    resolve(hostname, callback) {
      asked.push(hostname);
      callback(null, (answers[asked.length - 1] ?? []).map((address) => ({ address, family: address.includes(":") ? 6 : 4 })));
    },
  });
  for (let i = 0; i < answers.length; i++) await expect(request("https://static1.nemovideo.ai/x.mp4", { dispatcher })).rejects.toMatchObject(blocked);
  expect(asked).toEqual(answers.map(() => "static1.nemovideo.ai"));
  await dispatcher.close();
});

test("a redirect is not followed", async () => {
  await using server = await serveHttp((_request, response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end());
  const port = new URL(server.url).port;
  const dispatcher = createGuardedDispatcher({ allow: (_host, at) => at === port });
  const answer = await request(server.url, { dispatcher });
  await answer.body.dump();
  expect(answer.statusCode).toBe(302);
  await dispatcher.close();
});

test("through an egress proxy only what may be public is asked for, by name", async () => {
  const asked: string[] = [];
  const proxy = http.createServer();
  proxy.on("connect", (incoming, socket) => {
    asked.push(incoming.url ?? "");
    socket.on("error", () => undefined);
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const dispatcher = createGuardedDispatcher({ egressProxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` });
  for (const url of privateUrls) await expect(request(url, { dispatcher }), url).rejects.toMatchObject(blocked);
  expect(asked).toEqual([]);
  await expect(request("https://static1.nemovideo.ai/x.mp4", { dispatcher })).rejects.toThrow();
  expect(asked).toEqual(["static1.nemovideo.ai:443"]);
  await dispatcher.destroy();
  await new Promise((resolve) => proxy.close(resolve));
});
