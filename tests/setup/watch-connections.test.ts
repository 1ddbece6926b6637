import { connect } from "node:net";
import { expect, test } from "vitest";
import { outside } from "./watch-connections.ts";

const end = (socket: ReturnType<typeof connect>) => new Promise((resolve) => socket.on("error", resolve).on("close", resolve));

test("connections to this computer and to names that lead nowhere are not noted, others are", async () => {
  await end(connect({ port: 9, host: "127.0.0.1" }));
  await end(connect(9, "localhost"));
  await end(connect({ port: 9, host: "nowhere.invalid" }));
  await end(connect({ port: 9, host: "named.shelfreel.test", lookup: (_name, _options, answer) => answer(new Error("no such name") as NodeJS.ErrnoException, "", 4) }));
  expect(outside).toEqual([]);
  const socket = connect({ port: 9, host: "192.0.2.1" }); // set aside for documents: nobody is there
  socket.destroy();
  expect(outside.splice(0)).toEqual(["192.0.2.1"]);
});
