// The demo's shop and its NemoVideo account: enough products for a batch of ten and a second page, and a balance that outlives a restart.
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readPictureSize } from "#fakes/shopify/catalog/read-picture-size.ts";
import { keepDemoKeys } from "#scripts/demo/keep-demo-keys.ts";
import { openDemoWorld, readDemoCatalog } from "#scripts/demo/open-demo-world.ts";
import { readOptions } from "#scripts/demo/read-options.ts";

const ROWS_A_PAGE = 25;
let stateDir: string;
let options: ReturnType<typeof readOptions>;
beforeAll(() => {
  stateDir = mkdtempSync(path.join(tmpdir(), "demo-world-"));
  options = readOptions(["--state", stateDir]);
});
afterAll(() => rmSync(stateDir, { recursive: true, force: true }));
const open = async () => openDemoWorld({ options, keys: keepDemoKeys(stateDir), catalog: await readDemoCatalog(options), ports: { admin: 0, edge: 0, app: 9 } });

test("from a clone: more products than a page shows, each with pictures of its own, the same at every start", { timeout: 120_000 }, async () => {
  const catalog = await readDemoCatalog(options);
  expect(catalog.length).toBeGreaterThan(ROWS_A_PAGE);
  expect(new Set(catalog.map(({ handle }) => handle)).size).toBe(catalog.length);
  expect(catalog[0]?.handle).toBe("stoneware-mug");
  const drawn = catalog.filter(({ pictures }) => pictures.some(({ file }) => file.startsWith(stateDir)));
  expect(drawn.length).toBeGreaterThanOrEqual(10);
  const contents = new Set<string>();
  for (const { pictures } of drawn) {
    expect(pictures).toHaveLength(3);
    for (const { file, width, height } of pictures) {
      expect(readPictureSize(file)).toMatchObject({ width, height });
      contents.add(readFileSync(file).toString("base64").slice(2_000, 4_000));
    }
  }
  expect(contents.size).toBe(drawn.length * 3);
  const file = drawn[0]?.pictures[0]?.file ?? "";
  const { mtimeMs } = statSync(file);
  expect(await readDemoCatalog(options)).toEqual(catalog);
  expect(statSync(file).mtimeMs).toBe(mtimeMs);
});

test("a restart finds the balance and what was charged; an account too empty for one video is filled up", { timeout: 120_000 }, async () => {
  const first = await open();
  expect([first.credits(), first.filledUp, first.products().length]).toEqual([2_000, false, first.catalog.length]);
  first.nemo.control.setCredits("demo", 1_300);
  first.nemo.ledger.add({ kind: "charge", at: Date.now(), sessionId: "1", messageId: "m", credits: 100 } as never);
  await first.close();
  const second = await open();
  expect([second.credits(), second.filledUp, second.nemo.ledger.creditsCharged()]).toEqual([1_300, false, 100]);
  second.nemo.control.setCredits("demo", 60);
  await second.close();
  const third = await open();
  expect([third.credits(), third.filledUp]).toEqual([2_000, true]);
  await third.close();
});
