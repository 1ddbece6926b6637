import { sentence, type Sentence } from "#app/words/say.ts";

/** Why a video waits for a person after a restore. `at`: when the backup was made, ISO 8601. */
export const heldAfterRestore = (at: string): Sentence => sentence("shops.restored_while_made", { time: at.slice(0, 16).replace("T", " ") });

/** Why a batch is paused after a restore. */
export const pausedAfterRestore = (): Sentence => sentence("shops.restored_while_batch");
