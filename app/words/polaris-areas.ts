import type { PolarisTexts } from "./say.ts";

/** The components of Polaris that tell something in the panel. The build fails when there is another (vite.config.ts). */
export const polarisAreas: ReadonlySet<string> = new Set(["ActionList", "ActionMenu", "Autocomplete", "Badge", "Banner", "Button", "Common", "Page", "Pagination", "TextField", "TooltipOverlay"]);

/** Polaris's texts without those of components that the panel has not. */
export function keepPolarisAreas(texts: PolarisTexts): PolarisTexts {
  const { Polaris: areas } = texts;
  if (typeof areas !== "object") throw new Error("Polaris's texts have another shape");
  return { Polaris: Object.fromEntries(Object.entries(areas).filter(([name]) => polarisAreas.has(name))) };
}
