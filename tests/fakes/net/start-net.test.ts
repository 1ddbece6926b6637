import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { ProxyAgent, request } from "undici";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startNet, type Net } from "#fakes/net/start-net.ts";

let dir: string;
let net: Net;
let agent: ProxyAgent;
const open = async () => {
  net = await startNet({ dir, hosts: [{ pattern: /^(\w+\.)?known\.example$/, listener: (req, res) => {
    if (req.url === "/echo") return void req.pipe(res);
    res.end(`${req.headers.host} ${req.url}`);
  } }] });
  agent = new ProxyAgent({ uri: net.proxyUrl, requestTls: { ca: readFileSync(net.caFile) } });
};
beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), "net-"));
  await open();
});
afterEach(async () => {
  await agent.close();
  await net.close();
  rmSync(dir, { recursive: true });
});

test("a host of the table is answered over TLS that its own authority vouches for", async () => {
  const answer = await request("https://sub.known.example/hello?x=1", { dispatcher: agent });
  expect(await answer.body.text()).toBe("sub.known.example /hello?x=1");
  expect(net.calls).toEqual(["GET sub.known.example/hello"]);
});

test("any other host, any other port and plain http are refused and written down", async () => {
  await expect(request("https://elsewhere.example/", { dispatcher: agent })).rejects.toThrow();
  await expect(request("https://known.example:8443/", { dispatcher: agent })).rejects.toThrow();
  const plain = await request(`${net.proxyUrl}/`, { headers: { host: "known.example" } });
  expect(plain.statusCode).toBe(502);
  await plain.body.dump();
  expect(net.refused).toEqual(["elsewhere.example:443", "known.example:8443", "plain /"]);
  expect(net.calls).toEqual([]);
});

test("a body is passed on while it is still being sent", async () => {
  async function* slowly() {
    yield "first ";
    await seen.promise;
    yield "second";
  }
  const seen = Promise.withResolvers<void>();
  const answer = await request("https://known.example/echo", { dispatcher: agent, method: "POST", body: Readable.from(slowly()) });
  const parts: string[] = [];
  for await (const part of answer.body) {
    parts.push(String(part));
    seen.resolve();
  }
  expect(parts).toEqual(["first ", "second"]);
});

test("a second start keeps the authority", async () => {
  const before = readFileSync(net.caFile, "utf8");
  await agent.close();
  await net.close();
  await open();
  expect(readFileSync(net.caFile, "utf8")).toBe(before);
  const answer = await request("https://known.example/", { dispatcher: agent });
  expect(await answer.body.text()).toBe("known.example /");
});
