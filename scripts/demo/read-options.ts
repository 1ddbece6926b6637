import path from "node:path";
import { parseArgs } from "node:util";
import { SCENARIOS } from "#fakes/nemo/scenarios/find-scenario.ts";
import { DemoError } from "./demo-error.ts";

export interface DemoOptions {
  once: boolean;
  catalog: string | null;
  product: string | null;
  recipe: string | null;
  /** Name of what goes wrong at NemoVideo, or null. */
  fault: string | null;
  /** How many times shorter than documented the makers' delays are. */
  speed: number;
  /** The stand-in admin's port; the next two are the app's. */
  port: number;
  /** Folder of everything that the demo keeps between starts. */
  stateDir: string;
}

export const usage = `Usage: npm run demo [-- options]
  --once              make one video, then stop everything and exit (0 when it is on the product)
  --catalog FILE.csv  a Shopify product CSV with pictures beside it
  --product HANDLE    the product to make the video for (default: the first one that can have one)
  --recipe NAME       the recipe to use (default: the shop's)
  --fault NAME        let this go wrong at NemoVideo, once; the demo tells how it ended
  --faults            list what can go wrong, and exit
  --speed real|fast   real: the delays that the makers document; fast: 20 times shorter (default)
  --state DIR         where the demo keeps its data (default .data/demo)
  --port N            port of the stand-in admin (default 4310); N+1 and N+2 are used too`;

const DEFAULT_PORT = 4310;
const FAST = 20;
const root = path.resolve(import.meta.dirname, "../..");

/** Reads the command line. Throws DemoError with one sentence for what it does not know. */
export function readOptions(args: string[]): DemoOptions {
  let values;
  try {
    ({ values } = parseArgs({
      args, strict: true, allowPositionals: false,
      options: {
        once: { type: "boolean", default: false }, catalog: { type: "string" }, product: { type: "string" }, recipe: { type: "string" },
        speed: { type: "string", default: "fast" }, port: { type: "string" }, fault: { type: "string" }, faults: { type: "boolean", default: false }, state: { type: "string" }, help: { type: "boolean", short: "h", default: false },
      },
    }));
  } catch (error) {
    throw new DemoError(`${error instanceof Error ? error.message.split("\n")[0] : error}\n${usage}`);
  }
  if (values.help) throw new DemoError(usage, 0);
  if (values.faults) throw new DemoError(`What can go wrong at NemoVideo (--fault NAME):\n${listFaults()}`, 0);
  if (values.fault !== undefined && !SCENARIOS.some(({ name }) => name === values.fault)) throw new DemoError(`There is no fault “${values.fault}”. There are:\n${listFaults()}`);
  if (values.speed !== "real" && values.speed !== "fast") throw new DemoError(`--speed is real or fast, not "${values.speed}".`);
  const port = values.port === undefined ? DEFAULT_PORT : Number(values.port);
  if (!Number.isInteger(port) || port < 1024 || port > 65_000) throw new DemoError(`--port is a number between 1024 and 65000, not "${values.port}".`);
  return {
    once: values.once, catalog: values.catalog ?? null, product: values.product ?? null, recipe: values.recipe ?? null, fault: values.fault ?? null,
    speed: values.speed === "fast" ? FAST : 1, port, stateDir: path.resolve(values.state ?? path.join(root, ".data/demo")),
  };
}

function listFaults(): string {
  const width = Math.max(...SCENARIOS.map(({ name }) => name.length));
  return SCENARIOS.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`).join("\n");
}
