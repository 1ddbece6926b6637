import type pg from "pg";

const EVENTS = 10;
/** Only among so many is anything that waits for the merchant or failed: what is older was decided long ago. */
const WAITING_AMONG = 10_000;
/** Every product has that many videos, as a shop that makes a new one now and then. */
export const VIDEOS_OF_A_PRODUCT = 10;

/** The product of the video number `n`, as the SQL below has it. */
export const seededProduct = (n: number) => `gid://shopify/Product/${9_000_000_000 + Math.floor(n / VIDEOS_OF_A_PRODUCT)}`;

/**
 * Videos number `from` to `to` - 1 of the shop as they look after years of use: nine of ten published with all their messages, renders, steps and
 * publications, some waiting for the merchant, failed or discarded. The first belong to `productGids`. Straight into the tables: for measuring only.
 */
export async function seedVideos(client: pg.Client, o: { shop: string; from: number; to: number; productGids?: string[] }): Promise<void> {
  await client.query('INSERT INTO "Shop" (domain) VALUES ($1) ON CONFLICT DO NOTHING', [o.shop]);
  const pictures = [1, 2, 3, 4].map((n) => ({ mediaGid: `gid://shopify/MediaImage/${n}`, url: `https://cdn.shopify.com/s/files/1/stand-in/picture-${n}.jpg`, filename: `picture-${n}.jpg`, alt: "The product on a table", width: 1600, height: 1600, role: n === 1 ? "main" : "detail" }));
  const inspection = { timeline: "One clip of 15 seconds, a title, music and a voice.", durationMs: 15_000, canvas: { width: 1080, height: 1080 } };
  await client.query(`
    INSERT INTO "Video" (id, shop, "productGid", "productTitle", recipe, prompt, choices, pictures, status, step, revision, inspection, "merchantText", "errorCode", "createdAt", "finishedAt")
    SELECT id(n), $1, coalesce(($6::text[])[1 + n / ${VIDEOS_OF_A_PRODUCT}], 'gid://shopify/Product/' || (9000000000 + n / ${VIDEOS_OF_A_PRODUCT})), 'Product ' || n / ${VIDEOS_OF_A_PRODUCT}, 'ecommerce-product-video', repeat('A calm film about the product. ', 40), '{"format":"1:1","lengthSeconds":20,"language":"en"}', $4::jsonb,
      status, CASE WHEN status = 'ready' THEN 'ready' ELSE 'done' END, 12, $5::jsonb,
      CASE WHEN status IN ('attention', 'failed') THEN 'NemoVideo asked something. Answer it on this page.' END, CASE WHEN status IN ('attention', 'failed') THEN 'nemo.asked' END,
      now() - (1000000 - n) * interval '1 minute', now() - (1000000 - n) * interval '1 minute' + interval '5 minutes'
    FROM (SELECT n, CASE WHEN n % 100 < 90 OR n >= ${WAITING_AMONG} THEN 'published' WHEN n % 100 < 93 THEN 'ready' WHEN n % 100 < 95 THEN 'attention' WHEN n % 100 < 97 THEN 'failed' ELSE 'discarded' END AS status FROM generate_series($2::int, $3::int - 1) n) numbered`.replaceAll("id(n)", ID),
    [o.shop, o.from, o.to, JSON.stringify(pictures), JSON.stringify(inspection), o.productGids ?? []]);
  const range = [o.from, o.to];
  await client.query(`INSERT INTO "Message" (id, "videoId", turn, text, "sentAt", "endedAt", outcome, reply) SELECT ${ID}, ${ID}, 1, repeat('A calm film about the product. ', 40), now(), now(), 'finished', repeat('I have made it. ', 30) FROM generate_series($1::int, $2::int - 1) n`, range);
  await client.query(`INSERT INTO "Render" (id, "videoId", status, progress, "keptFile", facts) SELECT 'render_' || ${ID}, ${ID}, 'completed', 100, 'x/y.mp4', $3::jsonb FROM generate_series($1::int, $2::int - 1) n`, [...range, JSON.stringify({ width: 1080, height: 1080, durationMs: 15_000, bytes: 4_000_000, sha256: "00".repeat(32), videoCodec: "avc", audioCodec: "aac", fps: 24 })]);
  await client.query(`INSERT INTO "Publication" (id, "videoId", shop, "productGid", state, filename, alt, "fileGid", "createSentAt", "mediaBefore", "mediaAfter", "doneAt", "seenAt") SELECT ${ID}, ${ID}, v.shop, v."productGid", 'DONE', 'film.mp4', 'Film', 'gid://shopify/Video/' || n, v."createdAt", '[]', jsonb_build_array('gid://shopify/Video/' || n), v."createdAt", v."createdAt" FROM generate_series($1::int, $2::int - 1) n JOIN "Video" v ON v.id = ${ID} WHERE n % 100 < 90 OR n >= ${WAITING_AMONG}`, range);
  await client.query(`INSERT INTO "VideoEvent" ("videoId", step, kind, text) SELECT ${ID}, (ARRAY['check','session','upload','generate','inspect','render','await_render','collect','ready','done'])[1 + e], 'finished', NULL FROM generate_series($1::int, $2::int - 1) n, generate_series(0, ${EVENTS - 1}) e`, range);
  await client.query("VACUUM ANALYZE"); // as autovacuum leaves tables that have been there for a while
}

/** Ids that grow with `n`, as those of the app grow with time. */
const ID = "('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))";

/** The id of the video number `n`. */
export const seededVideoId = (n: number) => `01900000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
