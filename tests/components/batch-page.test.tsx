import type { ComponentProps } from "react";
import { expect, test } from "vitest";
import { BatchPageView } from "#app/components/batches/batch-page-view.tsx";
import { batchBadge } from "#app/components/batches/batch-words.ts";
import { groupQuestions } from "#app/components/batches/group-questions.ts";
import { toItemRow } from "#app/components/batches/item-row-data.ts";
import type { BatchItemView, BatchView } from "#app/videos/batches/batch-view.ts";
import { drawInApp } from "./draw-in-app.tsx";
import { makeBatchView, makeItem } from "./make-batch-view.ts";
import { makeVideoView, player } from "./make-video-view.ts";

type Props = ComponentProps<typeof BatchPageView>;
const trail = { after: null, hasPrevious: false, previous: () => undefined, next: () => undefined };

function draw(batch: BatchView, more: Partial<Omit<Props, "items">> & { items?: BatchItemView[] } = {}) {
  const { items = [], ...rest } = more;
  const queue = { underWay: new Set<string>(), approve: () => undefined };
  return drawInApp(<BatchPageView batch={batch} filter="all" questions={groupQuestions(items)} publishesAlone={false} lost={false} busy={null} problem={null} queue={queue} trail={trail} next={null} onAct={() => undefined} {...rest} items={items.map(toItemRow)} />);
}

test("the contract says what it comes to before the one button that spends it", () => {
  const { text } = draw(makeBatchView({ can: { confirm: true, cancel: true } }));
  expect(text).toMatch(/8 videos.*About 800 credits.*1,240 credits available.*Room for 240 more.*Room for 1,000 more.*9 to 24 minutes/);
  expect(text).toMatch(/3 products left out 1 product without a picture 2 products with a video already Show them/);
  expect(text).toMatch(/Start: about 800 credits.*Nothing was charged yet\. No video goes onto a product before you approve it\./);
  expect(text).not.toContain("This hour");
});

test("frozen credits are explained, an unknown balance is said, and a shop that publishes by itself is told so", () => {
  const quote = makeBatchView().quote;
  const { text } = draw(makeBatchView({ can: { confirm: true }, quote: quote && { ...quote, available: null, frozen: 100 } }), { publishesAlone: true });
  expect(text).toContain("Not known just now");
  expect(text).toContain("Another 100 credits are frozen: held back for videos that are being made. What is not used comes back.");
  expect(text).toContain("Videos without warnings go onto their products by themselves, as your settings say.");
});

test("a blocker leaves no way to start, only to look again or to give it up", () => {
  const quote = makeBatchView().quote;
  const { text } = draw(makeBatchView({ can: { cancel: true }, quote: quote && { ...quote, blockers: ["Shopify takes no videos during a trial. Choose a plan first."] } }));
  expect(text).toContain("This batch cannot start yet Shopify takes no videos during a trial.");
  expect(text).not.toMatch(/Start:|Cap in credits/);
  expect(text).toMatch(/Look again.*Do not start it/);
});

test("a wrong cap is told beside its field and nowhere else", () => {
  const problem = { code: "batch.cap", text: "A cap is a whole number of credits, 100 or more.", charge: null };
  const { text } = draw(makeBatchView({ can: { confirm: true } }), { problem });
  expect(text.match(/A cap is a whole number/g)).toHaveLength(1);
});

test("a batch that runs shows every state in words, and its bar reads the same", () => {
  const { html, text } = draw(makeBatchView({ status: "running", confirmedAt: "2026-11-21T10:01:00.000Z", capCredits: 900, spentCredits: 320, mayStillTake: 200, can: { pause: true, cancel: true }, counts: { waiting: 2, making: 2, ready: 1, published: 2, attention: 1, skipped: 3 } }));
  expect(text).toContain("About 320 credits so far, and up to about 200 credits for videos being made. The cap is 900 credits.");
  for (const words of ["2 on the product", "1 ready to approve", "2 being made", "1 need you", "2 waiting", "3 left out"]) expect(text).toContain(words);
  expect(html).toContain('aria-label="11 products: 2 on the product, 1 ready to approve, 2 being made, 1 need you, 2 waiting, 3 left out"');
  expect(text).not.toMatch(/\d\s*%/);
});

test("paused by its cap, the cap can be raised where the page says so; paused by a person, there is just the way on", () => {
  const paused = { status: "paused", confirmedAt: "2026-11-21T10:01:00.000Z", capCredits: 300, spentCredits: 200, can: { resume: true, cancel: true } } as const;
  const { html, text } = draw(makeBatchView({ ...paused, pausedWhy: "cap", pausedText: "The cap of 300 credits is reached." }));
  expect(text).toMatch(/Paused at its cap The cap of 300 credits is reached\..*Resume with this cap/);
  // what was used and what the eight that wait still need, no more than that
  expect(text).toContain("The 8 products that wait need about 800 credits more, 1,000 credits in all.");
  expect(html).toMatch(/<input[^>]*value="1000"/);
  const byPerson = draw(makeBatchView({ ...paused, pausedWhy: "person", pausedText: "You paused this batch." })).text;
  expect(byPerson).toContain("Resume");
  expect(byPerson).not.toContain("Cap in credits");
});

test("a batch whose turns are over is done only when none of its videos waits for a person", () => {
  const badge = (counts: Partial<BatchView["counts"]>) => batchBadge(makeBatchView({ status: "done", counts: { waiting: 0, ...counts } })).text;
  expect([badge({ attention: 1, ready: 2 }), badge({ ready: 2, failed: 1 }), badge({ published: 3, failed: 1 })]).toEqual(["Needs you", "Ready to approve", "Done"]);
});

test("the bar of credits has its name, and the products their own bar", () => {
  const { text } = draw(makeBatchView({ status: "running", confirmedAt: "2026-11-21T10:01:00.000Z", capCredits: 900, spentCredits: 320 }));
  expect(text).toMatch(/8 waiting 3 left out Credits About 320 credits so far\. The cap is 900 credits\./);
});

test("rows say why a product is left out, and offer to watch and approve only what is ready", () => {
  const ready = makeVideoView({ status: "ready", moving: false, player, badge: { text: "Ready to approve", tone: "attention" }, can: { ...makeVideoView().can, approve: true, cancel: false } });
  const { html, text } = draw(makeBatchView({ status: "done", counts: { ready: 1, waiting: 0 } }), {
    items: [makeItem({ state: "begun", video: ready }), makeItem({ position: 1, productTitle: "Gift Card", state: "skipped", skipReason: "no_picture", skipText: "It has no picture. Add one to the product in Shopify first." })],
  });
  expect(html.match(/aria-label="Approve the video of/g)).toHaveLength(1);
  expect(html).toContain('aria-label="Watch the video of White Plimsolls"');
  expect(text).toContain("Gift Card Left out It has no picture. Add one to the product in Shopify first.");
  // nothing is loaded before somebody watches
  expect(html).not.toContain("<video");
});

test("the same question of several products is asked once, and the button says what the answer costs", () => {
  const question = (id: string) => ({ title: "Before I start", questions: [{ id, prompt: "Which shape?", allowMultiple: false, options: [{ id: `${id}-1`, label: "Square" }] }] });
  const asking = (position: number, title: string, asked: ReturnType<typeof question>) => makeItem({ position, productTitle: title, state: "begun", question: asked, video: makeVideoView({ id: `v${position}`, status: "attention", moving: false }) });
  const other = { title: "", questions: [{ id: "x", prompt: "What is it?", allowMultiple: false, options: [] }] };
  const items = [asking(0, "Mug", question("a")), asking(1, "Lamp", other), asking(2, "Throw", question("b"))];
  expect(groupQuestions(items).map(({ videoIds, titles }) => ({ videoIds, titles }))).toEqual([{ videoIds: ["v0", "v2"], titles: ["Mug", "Throw"] }, { videoIds: ["v1"], titles: ["Lamp"] }]);
  const { text } = draw(makeBatchView({ status: "done", counts: { waiting: 0, attention: 3 } }), { items });
  expect(text).toContain("All products had their turn. Some videos need you.");
  expect(text).toContain("NemoVideo asks the same about 2 videos");
  expect(text).toContain("Answer 2 videos: about 200 credits");
  expect(text).toContain("Answer 1 video: about 100 credits");
});
