/** Whether an undo is part of a removal of all the shop's videos: then nothing of ours comes back in its place. */
export const belongsToRemoval = (shop: { removeAllAt: Date | null }, publication: { undoWantedAt: Date | null }): boolean =>
  shop.removeAllAt !== null && publication.undoWantedAt?.getTime() === shop.removeAllAt.getTime();
