import { fine, type Reply } from "#fakes/nemo/http/reply.ts";
import type { AccountRecord, TokenRecord } from "#fakes/nemo/store/records.ts";
import type { World } from "#fakes/nemo/world.ts";

/** Makes the account, or returns the one that is there. */
export function openAccount(world: World, userId: string, kind: AccountRecord["kind"], credits: number): AccountRecord {
  const known = world.store.accounts.get(userId);
  if (known) return known;
  const account: AccountRecord = { userId, kind, granted: credits, consumed: 0, reserved: {} };
  world.store.accounts.put(userId, account);
  return account;
}

/** Credits that running work holds. */
export function frozenOf(account: AccountRecord): number {
  return Object.values(account.reserved).reduce((sum, credits) => sum + credits, 0);
}

/** Credits that can be spent now. */
export function availableOf(account: AccountRecord): number {
  return account.granted - account.consumed - frozenOf(account);
}

/** Freezes credits for a message; false, and nothing happens, when there are too few. */
export function reserveCredits(world: World, userId: string, messageId: string, credits: number): boolean {
  const account = accountOf(world, userId);
  if (availableOf(account) < credits) return false;
  account.reserved[messageId] = credits;
  world.store.accounts.put(userId, account);
  return true;
}

/** Ends the freeze: the credits are spent. */
export function consumeReserved(world: World, userId: string, messageId: string): void {
  const account = accountOf(world, userId);
  account.consumed += account.reserved[messageId] ?? 0;
  releaseReserved(world, userId, messageId);
}

/** Ends the freeze: the credits come back. Does nothing when they are spent already. */
export function releaseReserved(world: World, userId: string, messageId: string): void {
  const account = accountOf(world, userId);
  delete account.reserved[messageId];
  world.store.accounts.put(userId, account);
}

/** What the user can spend now. @throws Error for an unknown user */
export const creditsOf = (world: World, userId: string): number => availableOf(accountOf(world, userId));

/** Sets what can be spent. */
export function setAvailable(world: World, userId: string, credits: number): void {
  const account = accountOf(world, userId);
  account.granted = credits + account.consumed + frozenOf(account);
  world.store.accounts.put(userId, account);
}

/** GET /api/credits/balance/simple (protocol §9). */
export function readBalance(world: World, token: TokenRecord): Reply {
  const account = accountOf(world, token.userId);
  const available = availableOf(account);
  const frozen = frozenOf(account);
  return fine({ available, frozen, total: available + frozen });
}

function accountOf(world: World, userId: string): AccountRecord {
  const account = world.store.accounts.get(userId);
  if (!account) throw new Error(`there is no account ${userId}`);
  return account;
}
