import { createReadStream, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { ProxyAgent, request } from "undici";
import { DemoError } from "./demo-error.ts";

/** What the demo needs of the product page's data. */
export interface PlanSeen {
  product: { title: string };
  plan: { recipe: string; prompt: string; blockers: string[]; pictures: unknown[]; takes: string[] };
  files: { kind: string }[];
}

/** What the demo needs of a video's progress. */
export interface VideoSeen {
  id: string;
  status: string;
  headline: string;
  moving: boolean;
  steps: { key: string; title: string; state: "done" | "now" | "next" | "failed"; startedAt: string | null; finishedAt: string | null }[];
  problem: { code: string; text: string; charge: string } | null;
  warnings: { text: string }[];
  suggestedAlt: string;
  player: { width: number; height: number; durationMs: number; bytes: number } | null;
}

export interface Merchant {
  readPlan(productId: string, recipe: string | null): Promise<PlanSeen>;
  /** Chooses a film of the merchant's own on the product's page. */
  sendFootage(productId: string, file: string): Promise<void>;
  /** Presses Generate; gives the video's id. */
  generate(productId: string, o: { recipe: string; prompt: string }): Promise<string>;
  readVideo(videoId: string): Promise<VideoSeen>;
  approve(videoId: string, alt: string): Promise<void>;
  /** Lets go of the connections. */
  close(): Promise<void>;
}

/** Does what a merchant's browser does: the same addresses, forms and session tokens, through the same edge. */
export function actAsMerchant(o: { appUrl: string; proxyUrl: string; caFile: string; sessionToken: () => string }): Merchant {
  const dispatcher = new ProxyAgent({ uri: o.proxyUrl, requestTls: { ca: readFileSync(o.caFile, "utf8") } });
  const send = async (path: string, form?: Record<string, string>) => {
    const answer = await request(new URL(path, o.appUrl), {
      dispatcher, method: form ? "POST" : "GET",
      headers: { authorization: `Bearer ${o.sessionToken()}`, accept: "application/json", ...(form && { "content-type": "application/x-www-form-urlencoded" }) },
      ...(form && { body: new URLSearchParams(form).toString() }),
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, location: String(answer.headers.location ?? answer.headers["x-remix-redirect"] ?? ""), text };
  };
  const json = async <T>(path: string, form?: Record<string, string>): Promise<T> => {
    const answer = await send(path, form);
    if (answer.status >= 400) throw refused(path, answer);
    return JSON.parse(answer.text) as T;
  };
  const productData = (id: string, query = "") => `/app/products/${id}?_data=${encodeURIComponent("routes/app.products.$productId")}${query}`;
  return {
    async readPlan(productId, recipe) {
      const { page, problem } = await json<{ page: PlanSeen | null; problem: { text: string } | null }>(productData(productId, recipe ? `&recipe=${encodeURIComponent(recipe)}` : ""));
      if (!page) throw new DemoError(problem?.text ?? "The product's page could not be read.");
      return page;
    },
    async sendFootage(productId, file) {
      const address = `/app/products/${productId}/files?kind=footage&name=${encodeURIComponent(path.basename(file))}`;
      const answer = await request(new URL(address, o.appUrl), {
        dispatcher, method: "POST", body: createReadStream(file),
        headers: { authorization: `Bearer ${o.sessionToken()}`, accept: "application/json", "content-type": "application/octet-stream", "content-length": String(statSync(file).size) },
      });
      const text = await answer.body.text();
      if (answer.statusCode !== 201) throw refused("Add a clip", { status: answer.statusCode, text });
    },
    async generate(productId, { recipe, prompt }) {
      const answer = await send(productData(productId), { recipe, prompt });
      const id = /\/app\/videos\/([0-9a-f-]{36})/.exec(answer.location)?.[1];
      if (!id) throw refused("Generate video", answer);
      return id;
    },
    readVideo: (videoId) => json<VideoSeen>(`/app/videos/${videoId}/progress`),
    async approve(videoId, alt) {
      await json(`/app/videos/${videoId}?_data=${encodeURIComponent("routes/app.videos.$videoId")}`, { intent: "approve", place: "last", alt });
    },
    close: () => dispatcher.close(),
  };
}

function refused(what: string, answer: { status: number; text: string }): DemoError {
  let says = "";
  try {
    const body = JSON.parse(answer.text) as { problem?: { text?: string }; says?: string; error?: string };
    says = body.problem?.text ?? body.says ?? body.error ?? "";
  } catch {
    // not JSON: the status has to do
  }
  return new DemoError(`${what}: the app said ${says ? `“${says}”` : `${answer.status}`}.`);
}
