import { mkdirSync, statfsSync } from "node:fs";
import { isPortFree } from "#prisma/embedded-postgres-host.ts";
import { DemoError } from "./demo-error.ts";

const NEEDED_BYTES = 500 * 1024 * 1024;

/** What a person can mend is said before anything is started: ports in use, a full disk, a folder that cannot be written. */
export async function checkMachine(o: { ports: number[]; stateDir: string }): Promise<void> {
  try {
    mkdirSync(o.stateDir, { recursive: true });
  } catch (error) {
    throw new DemoError(`The demo keeps its data in ${o.stateDir}, and that folder cannot be written to (${(error as NodeJS.ErrnoException).code}).`);
  }
  const disk = statfsSync(o.stateDir);
  const free = disk.bavail * disk.bsize;
  if (free < NEEDED_BYTES) throw new DemoError(`There is not enough space on this disk: ${Math.round(free / 1024 / 1024)} MB are free, and the demo needs ${NEEDED_BYTES / 1024 / 1024} MB.`);
  for (const port of o.ports) {
    if (!(await isPortFree(port))) throw new DemoError(`Port ${port} is in use, perhaps by another demo. End that one, or choose other ports with --port N.`);
  }
}
