/** As much as the merchants' own files of one shop may take together while they wait for a video, in bytes: ten clips of the largest size. */
export const SHOP_FILES_LIMIT = 10 * 500 * 1024 * 1024;

/** The place that one upload takes up while it comes in. */
export interface UploadPlace {
  /** Counts bytes that arrived; false when the shop has no more room. */
  take(bytes: number): boolean;
  /** The upload is over: what stays of it is counted by its row from now on. */
  leave(): void;
}

/** Counts the bytes on their way in per shop, so that many uploads at once cannot together pass what each alone may not. */
export interface UploadRoom {
  /** Bytes that a shop's files may take together. */
  limit: number;
  /** `waiting`: bytes of the shop's files that are there already. */
  enter(shop: string, waiting: number): UploadPlace;
}

/** One per process. With several processes a shop could pass the limit by what the others take in at that moment, for as long as they do. */
export function watchUploadRoom(limit: number = SHOP_FILES_LIMIT): UploadRoom {
  const onTheWay = new Map<string, number>();
  const add = (shop: string, bytes: number) => {
    const now = (onTheWay.get(shop) ?? 0) + bytes;
    if (now > 0) onTheWay.set(shop, now);
    else onTheWay.delete(shop);
    return now;
  };
  return {
    limit,
    enter(shop, waiting) {
      let own = 0;
      return {
        take(bytes) {
          own += bytes;
          return waiting + add(shop, bytes) <= limit;
        },
        leave() {
          add(shop, -own);
          own = 0;
        },
      };
    },
  };
}
