// Prints the path of the Chromium that the browser tests use, or says how to get one.
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const usual: Record<string, string[]> = {
  linux: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/snap/bin/chromium"],
  darwin: ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"],
  win32: [path.join(process.env.PROGRAMFILES ?? "C:\\Program Files", "Google\\Chrome\\Application\\chrome.exe")],
};

/** Path of Chromium or Chrome: the variable CHROMIUM, else the usual places. Null when there is none. */
export function findChromium(): string | null {
  const given = process.env.CHROMIUM;
  if (given) return existsSync(given) ? given : null;
  return (usual[process.platform] ?? []).find((file) => existsSync(file)) ?? null;
}

export const howToGetChromium = process.env.CHROMIUM
  ? `CHROMIUM names ${process.env.CHROMIUM}, and there is no such file.`
  : "The browser tests need Chromium and none was found: install it (Debian, Ubuntu: sudo apt-get install chromium; macOS: install Google Chrome) or set CHROMIUM to its path.";

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = findChromium();
  if (found) process.stdout.write(`${found}\n`);
  else {
    process.stderr.write(`${howToGetChromium}\n`);
    process.exit(1);
  }
}
