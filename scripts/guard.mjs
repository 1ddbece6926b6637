// Ends what a program started when that program is gone, however it ended. It reads "+pid" and "-pid" lines from its standard
// input; when the input closes, everything still on the list is asked to stop, and after a while made to.
import { createInterface } from "node:readline";

const PATIENCE_MS = 8_000;
const STEP_MS = 100;
const guarded = new Set();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});

const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
};
const send = (pid, signal) => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error; // it ended by itself
  }
};

for await (const line of createInterface({ input: process.stdin })) {
  const pid = Number(line.slice(1));
  if (!Number.isInteger(pid) || pid < 2) continue;
  if (line.startsWith("+")) guarded.add(pid);
  else guarded.delete(pid);
}
const left = () => [...guarded].filter(alive);
// SIGINT is PostgreSQL's fast shutdown, and what a terminal would have sent to the others.
for (const pid of left()) send(pid, "SIGINT");
for (let waited = 0; left().length > 0 && waited < PATIENCE_MS; waited += STEP_MS) await new Promise((resolve) => setTimeout(resolve, STEP_MS));
for (const pid of left()) send(pid, "SIGKILL");
