import { expect, test } from "vitest";
import { SCENARIOS } from "#fakes/nemo/scenarios/find-scenario.ts";
import { readOptions } from "#scripts/demo/read-options.ts";

const refusal = (...args: string[]) => {
  try {
    readOptions(args);
  } catch (error) {
    return error as Error & { exitCode: number };
  }
  throw new Error("it was to be refused");
};

test("--faults lists every fault with its sentence and is no failure", () => {
  const { message, exitCode } = refusal("--faults");
  expect(exitCode).toBe(0);
  for (const { name, about } of SCENARIOS) for (const part of [name, about]) expect(message).toContain(part);
});

test("--fault takes a name of the list and no other", () => {
  expect(readOptions(["--fault", "text-only"]).fault).toBe("text-only");
  expect(readOptions([]).fault).toBeNull();
  expect(refusal("--fault", "nonsense")).toMatchObject({ exitCode: 1, message: expect.stringMatching(/^There is no fault “nonsense”\. There are:/) });
});
