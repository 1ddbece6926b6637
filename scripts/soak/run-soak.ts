import pg from "pg";
import { seededRandom } from "#scripts/chaos/seeded-random.ts";
import { createSoakClock, driveSoak, type SoakTimes } from "./drive-soak.ts";
import { judgeSoak, type SoakVerdict } from "./judge-soak.ts";
import { openSoakWorld } from "./open-soak-world.ts";
import { drawFault } from "./soak-faults.ts";

const LANES = 16;
/** Steps at which a fault is set up; what it is for meets the next fitting request of anybody. */
const STEPS = ["check", "open_session", "upload_pictures", "generate", "settle", "inspect", "render", "await_render", "collect", "upload_to_shopify", "await_shopify", "attach"];

export interface SoakFigures extends SoakVerdict, SoakTimes {
  videos: number;
  /** How often each fault was set up. */
  faults: Record<string, number>;
  queries: number;
}

/** `faultShare` of the videos bring a fault with them, drawn from `seed`. `databaseUrl` names a migrated database without shops. */
export async function runSoak(o: { dir: string; databaseUrl: string; shops: number; productsPerShop: number; faultShare: number; seed: number; tell: (line: string) => void }): Promise<SoakFigures> {
  const clock = createSoakClock();
  const random = seededRandom(o.seed);
  const faults: Record<string, number> = {};
  const admin = new pg.Client({ connectionString: o.databaseUrl });
  admin.on("error", (error) => o.tell(`the soak's own connection broke: ${error.message}`));
  await admin.connect();
  const world = await openSoakWorld({ ...o, clock });
  const cutConnections = () => admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'soak-worker' AND datname = current_database()");
  try {
    const times = await driveSoak(world, {
      clock, lanes: LANES, tell: o.tell,
      faultFor: (shop) => (random() >= o.faultShare ? null : {
        atStep: STEPS[Math.floor(random() * STEPS.length)] ?? "check",
        meet: () => {
          const meeting = drawFault(world, shop, random, cutConnections);
          faults[meeting.name] = (faults[meeting.name] ?? 0) + 1;
          return meeting;
        },
      }),
    });
    return { ...(await judgeSoak(world)), ...times, faults, videos: o.shops * o.productsPerShop, queries: world.queries.count };
  } finally {
    await world.close();
    await admin.end();
  }
}
