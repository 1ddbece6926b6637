import { findProduct, type ShopWorld } from "#fakes/shopify/shop-world.ts";

/** Applies the reorderings whose time has come. Moves are applied one after another; a position past the end means the end. */
export function settleJobs(world: ShopWorld) {
  const due = world.state.jobs.filter((job) => !job.applied && job.doneAt <= Date.now());
  for (const job of due) {
    job.applied = true;
    const record = findProduct(world, job.productGid)?.record;
    if (!record) continue;
    for (const move of job.moves) {
      const before = [...record.mediaGids];
      if (!before.includes(move.id)) continue;
      const rest = before.filter((gid) => gid !== move.id);
      record.mediaGids = rest.toSpliced(Math.min(move.newPosition, rest.length), 0, move.id);
      world.ledger.moves.push({ at: Date.now(), productGid: record.gid, mediaGid: move.id, before, after: [...record.mediaGids] });
    }
    record.updatedAt = Date.now();
  }
  if (due.length) world.save();
}
