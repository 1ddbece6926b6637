import { z } from "zod";
import type { Services } from "#app/services.server.ts";
import type { ShopifyAdmin } from "#app/shopify/shopify-admin.ts";
import { say } from "#app/words/say.ts";

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
      return say("requests.batch_started");
    case "refresh":
      await batches.refreshQuote({ ...which, admin });
      return say("requests.batch_looked_again");
    case "pause":
      await batches.pauseBatch(which);
      return say("requests.batch_paused");
    case "resume":
      await batches.resumeBatch({ ...which, ...(asked.capCredits !== undefined && { capCredits: asked.capCredits }) });
      return say("requests.batch_resumed");
    case "cancel":
      await batches.cancelBatch({ ...which, alsoBegun: asked.alsoBegun });
      return say("requests.batch_canceled");
    case "retry":
      return say("requests.batch_retried", { n: (await batches.retryFailed(which)).retried });
    case "approve": {
      const { defaults } = await shops.readSettings({ shop: which.shop });
      const { approved, left } = await batches.approveReady({ ...which, videoIds: asked.videoIds.length ? asked.videoIds : null, place: defaults.place, approvedBy: person });
      return left ? say("requests.batch_approved_some", { n: approved, left }) : say("requests.batch_approved", { n: approved });
    }
    case "undo": {
      const { begun, left } = await batches.undoPublished({ ...which, undoneBy: person });
      return left ? say("requests.batch_undone_some", { n: begun, left }) : say("requests.batch_undone", { n: begun });
    }
    case "answer": {
      const { sent, left } = await batches.answerAll({ ...which, videoIds: asked.videoIds, text: asked.text, requestedBy: person });
      return left ? say("requests.batch_answered_some", { n: sent, left }) : say("requests.batch_answered", { n: sent });
    }
  }
}
