import type pg from "pg";

/** A shop whose places are taken by `begun` videos that wait for their next look in an hour, and `waiting` more behind them. For measuring only. */
export async function seedWaiting(client: pg.Client, o: { shop: string; waiting: number; begun: number }): Promise<void> {
  await client.query('INSERT INTO "Shop" (domain) VALUES ($1) ON CONFLICT DO NOTHING', [o.shop]);
  await client.query(`
    INSERT INTO "Video" (id, shop, "productGid", "productTitle", recipe, prompt, choices, pictures, status, step, "nextTryAt")
    SELECT gen_random_uuid()::text, $1, 'gid://shopify/Product/' || n, 'Product ' || n, 'ecommerce-product-video', 'A calm film.', '{}', '[]',
      CASE WHEN n <= $3::int THEN 'making' ELSE 'queued' END, CASE WHEN n <= $3::int THEN 'await_render' ELSE 'check' END, CASE WHEN n <= $3::int THEN now() + interval '1 hour' END
    FROM generate_series(1, $2::int + $3::int) n`, [o.shop, o.waiting, o.begun]);
  await client.query("ANALYZE");
}
