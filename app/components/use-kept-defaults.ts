import { useEffect } from "react";
import type { ShopSettings } from "#app/shops/shop-settings.ts";
import { useKeptText } from "./use-kept-text.ts";

export interface KeptDefaults {
  defaults: ShopSettings;
  /** Something is different from what is saved. */
  edited: boolean;
  change(change: Partial<ShopSettings>): void;
  /** Back to what is saved. */
  reset(): void;
}

/** The settings as they stand in the form; what is not saved yet outlives a reload. Kept in this browser, for each shop apart. */
export function useKeptDefaults(shop: string, saved: ShopSettings): KeptDefaults {
  const kept = useKeptText(`shelfreel:settings:${shop}`, JSON.stringify(saved));
  const defaults = kept.edited ? overSaved(kept.text, saved) : saved;
  const edited = JSON.stringify(defaults) !== JSON.stringify(saved);
  const { edited: holds, reset } = kept;
  // Once saved, here or in another tab, there is nothing left to keep.
  useEffect(() => {
    if (holds && !edited) reset();
  }, [holds, edited, reset]);
  return { defaults, edited, change: (change) => kept.change(JSON.stringify({ ...defaults, ...change })), reset };
}

// What lies in the browser may be of an older form, or not ours: only what has the form of the saved setting counts. The server judges the rest.
function overSaved(text: string, saved: ShopSettings): ShopSettings {
  return merge(saved, readObject(text));
}

function merge<T extends object>(saved: T, stored: Record<string, unknown>): T {
  const settled = Object.entries(saved).map(([key, value]: [string, unknown]) => {
    const other = stored[key];
    if (isRecord(value)) return [key, isRecord(other) ? merge(value, other) : value];
    const fits = Array.isArray(value) ? Array.isArray(other) && other.every((one) => typeof one === "string") : typeof other === typeof value || (mayBeNone.has(key) && (other === null || typeof other === "number"));
    return [key, fits ? other : value];
  });
  return Object.fromEntries(settled) as T;
}

/** Numbers that may be left open. */
const mayBeNone = new Set<string>(["weeklyCredits"] satisfies (keyof ShopSettings)[]);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

function readObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
