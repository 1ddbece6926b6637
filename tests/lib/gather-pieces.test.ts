import { once } from "node:events";
import type { Writable } from "node:stream";
import { createElement } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { expect, test } from "vitest";
import { gatherPieces } from "#app/lib/gather-pieces.server.ts";

const read = async (stream: ReadableStream<Uint8Array>): Promise<string[]> => {
  const pieces: string[] = [];
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return pieces;
    pieces.push(Buffer.from(value).toString());
  }
};

test("what is written in one turn goes on as one piece, in order", async () => {
  const stream = gatherPieces((to) => {
    for (const part of ["<p>", "a page ", "in many parts", "</p>"]) to.write(part);
    to.end();
  });
  expect(await read(stream)).toEqual(["<p>a page in many parts</p>"]);
});

test("a page of characters of several bytes holds no zeros of React's, wherever its pieces end", async () => {
  for (let shift = 0; shift < 4; shift++) {
    const texts = ["a".repeat(shift), ...Array.from({ length: 500 }, () => "製品の動画“×”💥")];
    const stream = gatherPieces((to) => {
      const { pipe } = renderToPipeableStream(createElement("p", null, ...texts.map((text, key) => createElement("b", { key }, text))), { onAllReady: () => pipe(to) });
    });
    expect((await read(stream)).join("")).toBe(`<p>${texts.map((text) => `<b>${text}</b>`).join("")}</p>`);
  }
});

test("what comes in a later turn is a later piece and does not hold up the first", async () => {
  let to: Writable | undefined;
  const reader = gatherPieces((given) => {
    to = given;
    given.write("shell");
  }).getReader();
  expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe("shell");
  to?.end("the rest");
  expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe("the rest");
  expect((await reader.read()).done).toBe(true);
});

test("a fault while writing is the reader's fault to see, not an end", async () => {
  const stream = gatherPieces((to) => {
    to.write("half");
    to.destroy(new Error("broken off"));
  });
  await expect(read(stream)).rejects.toThrow("broken off");
});

test("a reader that goes away closes what is written to", async () => {
  let to: Writable | undefined;
  const stream = gatherPieces((given) => {
    to = given;
    given.write("shell");
  });
  const closed = once(to as unknown as Writable, "close");
  await stream.cancel();
  await closed;
  expect(to?.destroyed).toBe(true);
});
