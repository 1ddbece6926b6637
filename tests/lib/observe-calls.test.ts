import { SpanStatusCode, trace, type Span, type Tracer } from "@opentelemetry/api";
import { afterEach, expect, test } from "vitest";
import { ExpectedError } from "#app/lib/expected-error.ts";
import { observeCalls, type EndedCall } from "#app/lib/observe-calls.ts";

afterEach(() => trace.disable());

const refused = new ExpectedError({ code: "nemo.plan", message: "token canary", merchantMessage: "m", charged: "no", retryable: false });
const target = { fine: async (a: number) => a + 1, refuse: () => Promise.reject(refused), broken: () => Promise.reject(new Error("canary")), plain: () => "now", limit: 5 };

test("what goes in and comes out is unchanged, and every end is told by its code", async () => {
  const ends: EndedCall[] = [];
  const observed = observeCalls("x", target, (ended) => ends.push(ended));
  expect([await observed.fine(1), observed.plain(), observed.limit]).toEqual([2, "now", 5]);
  await expect(observed.refuse()).rejects.toBe(refused);
  await expect(observed.broken()).rejects.toThrow("canary");
  expect(ends.map(({ call, outcome }) => [call, outcome])).toEqual([["fine", "ok"], ["refuse", "nemo.plan"], ["broken", "bug"]]);
});

test("with a tracing SDK each call is a span with its code and no text of the error; without one there is none", async () => {
  const seen: { name: string; status: unknown; ended: boolean }[] = [];
  const tracer = { startActiveSpan: (name: string, _options: unknown, work: (span: Span) => unknown) => {
    const noted = { name, status: null as unknown, ended: false };
    seen.push(noted);
    return work({ setStatus: (status: unknown) => (noted.status = status), end: () => (noted.ended = true) } as unknown as Span);
  } } as unknown as Tracer;
  const observed = observeCalls("nemovideo", target, () => undefined);
  await observed.fine(1);
  expect(seen).toEqual([]);
  trace.setGlobalTracerProvider({ getTracer: () => tracer });
  await observed.fine(1);
  await observed.refuse().catch(() => undefined);
  expect(seen).toEqual([{ name: "nemovideo.fine", status: null, ended: true }, { name: "nemovideo.refuse", status: { code: SpanStatusCode.ERROR, message: "nemo.plan" }, ended: true }]);
});
