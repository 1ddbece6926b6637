import { expect, test } from "vitest";
import { defaultNemoWaits, scaleNemoWaits } from "#app/nemo/nemo-waits.ts";
import { watchStream } from "#app/nemo/watch-stream.server.ts";
import { createSteeredClock } from "./steered-clock.ts";

function watch() {
  const clock = createSteeredClock();
  const seen = { limits: [] as string[], news: 0 };
  const stream = watchStream({ clock, waits: defaultNemoWaits, onLimit: (limit) => seen.limits.push(limit.message), onNews: () => seen.news++ });
  return { clock, seen, stream };
}

test("290 s without a byte is waited for, 331 s is not", async () => {
  const { clock, seen, stream } = watch();
  await clock.advance(290_000);
  stream.sawBytes();
  stream.sawSign("substance");
  await clock.advance(329_000);
  expect(seen.limits).toEqual([]);
  await clock.advance(2_000);
  expect(seen.limits).toEqual(["no bytes for 330000 ms"]);
  await clock.advance(1_000_000);
  expect(seen.limits.length).toBe(1);
});

test("once a heartbeat was seen, 120 s without a byte is the limit", async () => {
  const { clock, seen, stream } = watch();
  stream.sawBytes();
  stream.sawSign("heartbeat");
  await clock.advance(121_000);
  expect(seen.limits).toEqual(["no bytes for 120000 ms"]);
});

test("heartbeats alone are waited for up to 600 s after the last text or tool event", async () => {
  const { clock, seen, stream } = watch();
  const beat = async (seconds: number) => {
    for (let i = 0; i < seconds / 10; i++) {
      await clock.advance(10_000);
      stream.sawBytes();
      stream.sawSign("heartbeat");
    }
  };
  await beat(200);
  stream.sawSign("substance");
  await beat(590);
  expect(seen.limits).toEqual([]);
  await beat(20);
  expect(seen.limits).toEqual(["nothing but heartbeats for 600000 ms"]);
});

test("a turn ends after 900 s whatever happens in it", async () => {
  const { clock, seen, stream } = watch();
  for (let i = 0; i < 91; i++) {
    await clock.advance(10_000);
    stream.sawBytes();
    stream.sawSign("substance");
  }
  expect(seen.limits).toEqual(["the turn took longer than 900000 ms"]);
});

test("news are told at once and then at most once a second", async () => {
  const { clock, seen, stream } = watch();
  for (let i = 0; i < 100; i++) stream.sawSign("substance");
  expect(seen.news).toBe(1);
  await clock.advance(1_000);
  expect(seen.news).toBe(2);
  await clock.advance(5_000);
  expect(seen.news).toBe(2);
  stream.sawSign("substance");
  expect(seen.news).toBe(3);
});

test("a stopped watch sleeps no more", async () => {
  const { clock, seen, stream } = watch();
  stream.stop();
  await clock.advance(1_000_000);
  expect(seen.limits).toEqual([]);
  expect(clock.sleepers()).toBe(0);
});

test("waits are scaled all together and never vanish", () => {
  expect(scaleNemoWaits(0.05)).toMatchObject({ turn: 45_000, readRetries: [100, 300, 750], streamBeat: 50 });
  expect(scaleNemoWaits(0)).toMatchObject({ turn: 1, readRetries: [1, 1, 1] });
});
