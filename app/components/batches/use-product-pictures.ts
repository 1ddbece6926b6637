import { useEffect, useRef, useState } from "react";
import type { ItemRowData } from "./item-row-data.ts";

const numberOf = (productGid: string): string => productGid.split("/").at(-1) ?? "";

/**
 * Pictures of products whose row brings none, by global id: their turn has not come, or they are left out. Each product is asked for once, after
 * the page is there. Without an answer the rows stay as they are: they say what they have to say without a picture.
 */
export function useProductPictures(rows: ItemRowData[]): ReadonlyMap<string, string> {
  const [pictures, setPictures] = useState<ReadonlyMap<string, string>>(new Map());
  const asked = useRef(new Set<string>());
  const wanted = rows.filter((row) => row.pictureUrl === null && row.productGid).map((row) => row.productGid).join(" ");
  useEffect(() => {
    const missing = wanted.split(" ").filter((gid) => gid && !asked.current.has(gid));
    if (missing.length === 0) return;
    for (const gid of missing) asked.current.add(gid);
    void readPictures(missing).then((found) => setPictures((before) => new Map([...before, ...found])));
  }, [wanted]);
  return pictures;
}

async function readPictures(productGids: string[]): Promise<[string, string][]> {
  try {
    const answer = await fetch(`/app/batches-pictures?products=${productGids.map(numberOf).join(",")}`);
    const found = answer.ok ? ((await answer.json()) as { pictures: Record<string, string> }).pictures : {};
    return productGids.flatMap((gid): [string, string][] => {
      const url = found[numberOf(gid)];
      return url ? [[gid, url]] : [];
    });
  } catch {
    return [];
  }
}
