import { expect, test } from "vitest";
import { measureTransfers } from "#scripts/bench/bench-transfer.ts";

test("both directions are measured with the app's own code, beside curl where it is there", async () => {
  const { upload, download } = await measureTransfers({ bytes: 5_000_000, rounds: 1 });
  for (const { ours, overIdle, curl } of [upload, download]) {
    expect(ours).toBeGreaterThan(1);
    expect(overIdle).toBeLessThan(200 * 1024 * 1024);
    if (curl !== null) expect(curl).toBeGreaterThan(1);
  }
});
