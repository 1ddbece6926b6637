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

// What lies in the browser may be of an older form, or not ours.
function overSaved(text: string, saved: ShopSettings): ShopSettings {
  const stored = readObject(text);
  const word = (key: keyof ShopSettings) => (typeof stored[key] === "string" ? stored[key] : saved[key]);
  return { recipe: word("recipe"), language: word("language"), place: word("place"), approval: word("approval") === "automatic" ? "automatic" : "manual" };
}

function readObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
