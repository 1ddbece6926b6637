import { spawn } from "node:child_process";

/** Runs a program to its end without standing in anybody's way. Throws what it said when it failed. */
export async function runProgram(name: string, file: string, args: string[], o: { cwd: string; env: NodeJS.ProcessEnv }): Promise<void> {
  const child = spawn(file, args, { ...o, stdio: ["ignore", "pipe", "pipe"] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => said.push(chunk));
  const status = await new Promise<number | string | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? signal));
  });
  if (status !== 0) throw new Error(`${name} failed (${status}):\n${Buffer.concat(said).toString()}`);
}
