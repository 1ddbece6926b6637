import { expect, test } from "vitest";
import { NemoAccountCard, type NemoAccountCardProps } from "#app/components/nemo-account-card.tsx";
import { disconnectQuestion, languageChoices } from "#app/components/settings-words.ts";
import { drawPage } from "./draw-page.tsx";

const account = { payer: "own", afterDisconnect: "trial", registerUrl: "https://nemovideo.com/register?bind=anon_1", topUpUrl: "https://nemovideo.com", videosBeingMade: 0 } as const;
const draw = (change: Partial<NemoAccountCardProps["account"]> = {}, more: Partial<NemoAccountCardProps> = {}) =>
  drawPage(<NemoAccountCard account={{ ...account, ...change }} tested={null} busy={null} problem={null} changed={0} onAct={() => undefined} {...more} />);

test("each state of the account is said in words, with the way on", () => {
  const own = draw();
  expect(own.text).toMatch(/Your own account.*Disconnect.*Top up credits/);
  const operator = draw({ payer: "operator" });
  expect(operator.text).toMatch(/comes with this app.*Test connection.*Get a NemoVideo account/);
  expect(operator.text).not.toContain("Disconnect");
  const trial = draw({ payer: "trial" });
  expect(trial.text).toMatch(/100 credits for 7 days.*Register at NemoVideo/);
  expect(trial.html).toContain('href="https://nemovideo.com/register?bind=anon_1"');
  const none = draw({ payer: "none" });
  expect(none.text).toMatch(/No account yet.*free trial begins by itself/);
  expect(none.text).not.toContain("Test connection");
});

test("the field for a token never carries one, and asks the browser to keep none", () => {
  const { html } = draw();
  expect(html).toMatch(/<input[^>]*type="password"[^>]*>/);
  expect(/<input[^>]*type="password"[^>]*>/.exec(html)?.[0]).toMatch(/autoComplete="off".*value=""|value="".*autoComplete="off"/i);
});

test("a balance says what frozen means", () => {
  expect(draw({}, { tested: { available: 1_240, frozen: 100 } }).text).toMatch(/1,240 credits available, 100 credits frozen\..*held back for videos that are being made/);
  expect(draw({}, { tested: { available: null, frozen: null } }).text).toContain("did not tell the balance");
});

test("why a token was not stored stands at its field, why a test failed above its button", () => {
  const says = { code: "settings.token_refused", text: "NemoVideo does not accept this token.", charge: null };
  expect(draw({}, { problem: { intent: "connect", says } }).html).toMatch(/aria-invalid="true".*does not accept this token/s);
  const failed = draw({}, { problem: { intent: "test", says: { ...says, code: "nemo.reconnect" } } }).text;
  expect(failed).toMatch(/Not accepted.*The connection does not work.*Test connection/);
  expect(failed).not.toContain("Connected");
});

test("what happens to videos on their way is said before an account is connected or disconnected", () => {
  expect(draw({ videosBeingMade: 2 }).text).toMatch(/2 videos are being made with the account in use.*those videos stop/);
  expect(draw().text).not.toContain("those videos stop");
  expect(disconnectQuestion({ ...account, videosBeingMade: 1 })).toMatch(/1 video is being made now: .* stop, and what it charged is not given back.*free trial/);
  expect(disconnectQuestion({ ...account, afterDisconnect: "operator" })).toMatch(/No video is being made.*account that comes with this app/);
});

test("a saved language that the list does not offer stays chosen", () => {
  expect(languageChoices("en", null).filter(({ value }) => value === "en")).toHaveLength(1);
  expect(languageChoices("gsw-CH", "de").at(-1)).toEqual({ value: "gsw-CH", label: "gsw-CH" });
});
