import { z } from "zod";
import { countOf } from "#app/words/count-words.ts";
import type { Services } from "#app/services.server.ts";
import type { ShopifyAdmin } from "#app/shopify/shopify-admin.ts";

const ids = z.string().max(400_000).transform((text) => text.split(",").filter(Boolean)).pipe(z.array(z.uuid()));
/** Empty is no cap. What is no number becomes one that the service refuses with its sentence. */
const cap = z.string().trim().max(20).transform((text) => (text === "" ? null : Number(text)));
const wanted = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("confirm"), capCredits: cap }),
  z.object({ intent: z.literal("refresh") }),
  z.object({ intent: z.literal("pause") }),
  z.object({ intent: z.literal("resume"), capCredits: cap.optional() }),
  z.object({ intent: z.literal("cancel"), alsoBegun: z.enum(["yes", "no"]).transform((text) => text === "yes") }),
  z.object({ intent: z.literal("retry") }),
  z.object({ intent: z.literal("approve"), videoIds: ids }),
  z.object({ intent: z.literal("undo") }),
  z.object({ intent: z.literal("answer"), videoIds: ids, text: z.string().trim().min(1).max(1_000) }),
]);

export interface BatchActor {
  shop: string;
  batchId: string;
  /** Who clicked, from the session token. */
  person: string | null;
  admin: ShopifyAdmin;
}

/** Does what a form of a batch's page asks for and gives a short confirmation. Null when the form asks for nothing known. Throws ExpectedError `batch.*`. */
export async function actOnBatch({ batches, shops }: Pick<Services, "batches" | "shops">, form: unknown, { person, admin, ...which }: BatchActor): Promise<string | null> {
  const parsed = wanted.safeParse(form);
  if (!parsed.success) return null;
  const asked = parsed.data;
  switch (asked.intent) {
    case "confirm":
      await batches.confirmBatch({ ...which, capCredits: asked.capCredits, confirmedBy: person });
      return "The batch has started";
    case "refresh":
      await batches.refreshQuote({ ...which, admin });
      return "Looked again";
    case "pause":
      await batches.pauseBatch(which);
      return "Paused. Videos being made go on.";
    case "resume":
      await batches.resumeBatch({ ...which, ...(asked.capCredits !== undefined && { capCredits: asked.capCredits }) });
      return "The batch goes on";
    case "cancel":
      await batches.cancelBatch({ ...which, alsoBegun: asked.alsoBegun });
      return "Batch canceled";
    case "retry":
      return outcome((await batches.retryFailed(which)).retried, "tried again", 0);
    case "approve": {
      const { defaults } = await shops.readSettings({ shop: which.shop });
      const { approved, left } = await batches.approveReady({ ...which, videoIds: asked.videoIds.length ? asked.videoIds : null, place: defaults.place, approvedBy: person });
      return outcome(approved, "approved", left);
    }
    case "undo": {
      const { begun, left } = await batches.undoPublished({ ...which, undoneBy: person });
      return outcome(begun, "on the way off", left);
    }
    case "answer": {
      const { sent, left } = await batches.answerAll({ ...which, videoIds: asked.videoIds, text: asked.text, requestedBy: person });
      return outcome(sent, "answered", left);
    }
  }
}

const outcome = (n: number, what: string, left: number): string => `${countOf(n, "video")} ${what}${left ? `, ${left} left as they are` : ""}`;
