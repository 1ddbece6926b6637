/**
 * For routes that answer JSON: throws a 401 Response with JSON unless the request carries a session token. Without this
 * the library sends a caller without one to the login page, and the caller reads HTML with status 200 (platform
 * §6.4).
 */
export function requireSessionToken(request: Request): void {
  if (/^Bearer \S+$/.test(request.headers.get("Authorization") ?? "")) return;
  throw Response.json({ error: "A session token is needed." }, { status: 401, headers: { "Cache-Control": "no-store" } });
}
