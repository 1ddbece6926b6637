import { expect, onTestFinished, test } from "vitest";
import { openDatabasePool } from "#app/lib/open-database-pool.server.ts";
import { createTestDatabase } from "#tests/setup/test-database.ts";

test("a borrowed connection that is cut while it is not asked anything does not end the process; its borrower hears of it, and others get another one", async () => {
  const database = await createTestDatabase();
  const pool = openDatabasePool({ connectionString: database.url, max: 2 });
  onTestFinished(async () => {
    await pool.end();
    await database.close();
  });
  const borrowed = await pool.connect();
  const { rows } = await borrowed.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const cut = new Promise((resolve) => borrowed.once("end", resolve));
  await pool.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
  await cut;
  await expect(borrowed.query("SELECT 1")).rejects.toThrow();
  expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  borrowed.release(true);
});

test("a connection that is forgotten in a transaction is ended by PostgreSQL after a minute", async () => {
  const database = await createTestDatabase();
  const pool = openDatabasePool({ connectionString: database.url, max: 1 });
  onTestFinished(async () => {
    await pool.end();
    await database.close();
  });
  expect((await pool.query("SHOW idle_in_transaction_session_timeout")).rows).toEqual([{ idle_in_transaction_session_timeout: "1min" }]);
});
