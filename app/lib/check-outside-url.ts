import { isIP } from "node:net";
import { isPublicAddress } from "./public-address.ts";

/** Exceptions by name and port (`""` = the default port), for services that run on this machine on purpose. */
export type AllowHost = (host: string, port: string) => boolean;

/**
 * Why an address that came from outside must not be called, or null when it may: only https on its own port, without a
 * user, to a name that can be public or to a public IP address. Where a name leads is checked at connect time.
 */
export function outsideUrlProblem(url: URL, allow?: AllowHost): string | null {
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "").toLowerCase();
  if (url.username || url.password) return "the address carries a user name";
  if (allow?.(host, url.port)) return null;
  if (url.protocol !== "https:") return "the address is not https";
  if (url.port !== "") return "the address names an unusual port";
  if (isIP(host)) return isPublicAddress(host) ? null : "the address is not a public one";
  if (!host.includes(".") || /\.(localhost|local|internal|intranet|lan|home|arpa)$/.test(host)) return "the host is not a public name";
  return null;
}
