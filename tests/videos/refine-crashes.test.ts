// A worker that dies at any place of a change: the next one goes on, and NemoVideo gets the merchant's words once.
import { Prisma } from "@prisma/client";
import { expect, test } from "vitest";
import { SHOP } from "#tests/setup/open-test-shop.ts";
import { useVersions } from "./use-versions.ts";

const { shop, made, refine, row, messages, charged, renders } = useVersions();

/** The columns that the end of a step writes. */
const committed = ["step", "status", "looks", "failures", "stepNotes", "pictures", "warnings", "inspection", "nextTryAt", "creditsBefore", "creditsAfter", "charged"] as const;

/** Runs a step, and takes back what its end wrote: as if the worker had died after all its work and before the commit. */
async function dieBeforeTheEnd(videoId: string): Promise<void> {
  const before = await row(videoId);
  await shop().step(videoId);
  const data = Object.fromEntries(committed.map((column) => [column, before[column] ?? (["inspection", "creditsBefore", "creditsAfter"].includes(column) ? Prisma.DbNull : null)]));
  await shop().db.video.update({ where: { id: videoId, shop: SHOP }, data: { ...data, revision: { increment: 1 }, leaseOwner: null, leaseUntil: null } });
}

test("a worker dies at the end of every step of a change: one message, one version, one file", async () => {
  const first = await made("walnut-desk-lamp");
  const { videoId } = await refine(first, "Make it shorter");
  const died: string[] = [];
  for (const step of ["check", "open_session", "upload_pictures", "generate", "recover", "settle", "inspect", "render", "await_render", "collect"]) {
    await shop().drive(videoId, (one) => one.step === step);
    const { status } = await row(videoId);
    if (status !== "making") break;
    await dieBeforeTheEnd(videoId);
    died.push((await row(videoId)).step);
  }
  expect(await shop().drive(videoId)).toBe("ready");
  expect(died).toEqual(["check", "open_session", "upload_pictures", "generate", "recover", "settle", "inspect", "render", "await_render", "collect"]);
  expect([messages(), charged(), renders()]).toEqual([1, 50, 1]);
  expect(await row(videoId)).toMatchObject({ version: 2, inspection: { changes: [expect.stringContaining("refine.diff_length")] } });
  expect(await shop().db.video.count({ where: { shop: SHOP, refinesId: first } })).toBe(1);
});

test("a worker dies while NemoVideo answers: the other one only looks, and finds the change", async () => {
  const first = await made("linen-cushion");
  shop().fakeNemo.control.next("hold-stream");
  const { videoId } = await refine(first, "No music please");
  await shop().drive(videoId, (one) => one.step === "generate");
  const slow = shop().step(videoId);
  await shop().fakeNemo.control.whenHeld();
  await shop().db.video.update({ where: { id: videoId, shop: SHOP }, data: { leaseUntil: new Date(Date.now() - 1_000) } });
  await shop().step(videoId, shop().worker("worker-2"));
  expect(await row(videoId)).toMatchObject({ step: "recover", status: "making" });
  shop().fakeNemo.control.release();
  await slow;
  expect(await shop().drive(videoId)).toBe("ready");
  expect([messages(), renders()]).toEqual([1, 1]);
});

test("a worker dies between the mark and the first byte: nothing is sent by itself, a person decides, and the older version is there", async () => {
  const first = await made("stoneware-mug");
  const { videoId } = await refine(first, "Make it longer");
  await shop().drive(videoId, (one) => one.step === "generate");
  await shop().db.message.create({ data: { videoId, turn: 1, text: "Make it longer", sentAt: new Date(), baselineFingerprint: await presentFingerprint(videoId) } });
  expect(await shop().drive(videoId)).toBe("attention");
  expect(await row(videoId)).toMatchObject({ errorCode: "nemo.unknown_end", charged: "no" });
  await expect(refine(videoId, "Make it longer")).rejects.toMatchObject({ code: "video.turn_not_over" });
  await shop().videos.discardVideo({ shop: SHOP, videoId });
  expect(await row(first)).toMatchObject({ status: "ready" });
  expect([messages(), charged(), renders()]).toEqual([0, 0, 0]);
});

/** What a look at the project sees now. */
async function presentFingerprint(videoId: string): Promise<string> {
  const { shopRow, nemoSession } = await shop().db.video.findUniqueOrThrow({ where: { id: videoId, shop: SHOP }, include: { shopRow: true, nemoSession: true } });
  const state = await shop().deps.nemoFor(shopRow, "ecommerce-product-video")((account) => shop().nemo.readState(account, { nemoSessionId: nemoSession?.nemoSessionId ?? "" }));
  return state.fingerprint;
}
