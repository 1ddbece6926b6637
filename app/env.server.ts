import { z } from "zod";
import { isMailAddress } from "#app/lib/is-mail-address.ts";

const seconds = z.coerce.number().positive();
const empty = (value: unknown) => (value === "" ? undefined : value);
const text = (schema: z.ZodString) => z.preprocess(empty, schema);

/** Every setting of the app. Parsed once at boot; the only reader of process.env. */
const schema = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development").describe("npm start and npm run worker set production"),
  DATABASE_URL: text(z.string().startsWith("postgres", "must be a postgresql:// URL")).describe("of a PostgreSQL server; without it one is started from the packages"),
  SHOPIFY_API_KEY: text(z.string()).describe("client id of the app"),
  SHOPIFY_API_SECRET: text(z.string()).describe("client secret of the app"),
  SHOPIFY_APP_URL: text(z.string().startsWith("https://", "must be the app's https:// address")).describe("where Shopify and browsers reach the app"),
  SCOPES: z.preprocess(empty, z.string().default("write_products,write_files,read_locales")).describe("the same as in shopify.app.toml"),
  ENCRYPTION_KEY: text(z.string().regex(/^[0-9a-f]{64}$/i, "must be 64 hexadecimal digits (make one with: openssl rand -hex 32)")).describe("seals tokens in the database; keep it apart from backups"),
  PREVIOUS_ENCRYPTION_KEYS: z.preprocess(
    (value) => String(value ?? "").split(",").map((key) => key.trim()).filter(Boolean),
    z.array(z.string().regex(/^[0-9a-f]{64}$/i, "must be keys of 64 hexadecimal digits, with commas between them")),
  ).describe("keys that still open what they sealed, until npm run rotate-keys has sealed it anew"),
  NEMO_API_URL: z.preprocess(empty, z.url().default("https://mega-api-prod.nemovideo.ai")).describe("NemoVideo's API"),
  NEMO_WEB_URL: z.preprocess(empty, z.url().default("https://nemovideo.com")).describe("NemoVideo's pages for people"),
  NEMO_TOKEN: z.preprocess(empty, z.string().optional()).describe("NemoVideo token of the operator, for shops without their own"),
  NEMO_PLATFORM: z.preprocess(empty, z.string().default("unknown")).describe("what NemoVideo is told of where its calls come from"),
  KEPT_FILES_S3_BUCKET: z.preprocess(empty, z.string().optional()).describe("keeps finished videos in this bucket instead of a folder; several machines need it or a shared folder"),
  KEPT_FILES_S3_REGION: z.preprocess(empty, z.string().optional()).describe("of the bucket"),
  KEPT_FILES_S3_ACCESS_KEY_ID: z.preprocess(empty, z.string().optional()).describe("of the bucket"),
  KEPT_FILES_S3_SECRET_ACCESS_KEY: z.preprocess(empty, z.string().optional()).describe("of the bucket"),
  KEPT_FILES_S3_ENDPOINT: z.preprocess(empty, z.url("must be the http(s):// address of the object storage").optional()).describe("of another provider than Amazon"),
  KEPT_FILES_S3_PREFIX: z.preprocess(empty, z.string().regex(/^[\w.-]+(\/[\w.-]+)*$/, "must be folder names of letters, digits, dots and hyphens, without a slash at its ends").optional()).describe("folder inside the bucket"),
  KEPT_FILES_S3_PATH_STYLE: z.preprocess(empty, z.enum(["on", "off"], "must be on or off").optional()).describe("the bucket in the path; default on with an endpoint"),
  KEPT_FILES_DAYS: z.preprocess(empty, z.coerce.number().positive().default(60)).describe("how long copies of videos are kept after they ended"),
  KEPT_FILES_MAX_GB: z.preprocess(empty, z.coerce.number().positive().optional()).describe("room for all copies; the oldest that nobody needs go first"),
  KEPT_FILES_DIR: z.preprocess(empty, z.string().default(".data/kept")).describe("finished videos and merchants' own files; one folder for all processes"),
  VIDEOS_IN_PROGRESS_PER_SHOP: z.preprocess(empty, z.coerce.number().int().positive().default(3)).describe("videos of one shop that are made at the same time"),
  NEMO_OPEN_TURNS_PER_ACCOUNT: z.preprocess(empty, z.coerce.number().int().positive().default(10)).describe("chat turns that one NemoVideo account may have open at once, over all processes"),
  WAIT_SCALE: z.preprocess(empty, z.coerce.number().positive().max(10).default(1)).describe("multiplies every documented wait; for a provider that is faster or slower than documented"),
  JOB_POLL_SECONDS: z.preprocess(empty, seconds.min(0.5).default(2)).describe("how often a worker looks for jobs whose time has come"),
  HOST_BIND: z.preprocess(empty, z.string().default("127.0.0.1")).describe("address to listen on"),
  WORKER_PORT: z.preprocess(empty, z.coerce.number().int().min(0).max(65_535).default(3001)).describe("health of a worker that is a process of its own"),
  LOG_LEVEL: z.preprocess(empty, z.enum(["silent", "error", "warn", "info", "debug"]).default("info")).describe("silent, error, warn, info or debug"),
  METRICS_TOKEN: z.preprocess(empty, z.string().min(16, "must have at least 16 characters").optional()).describe("opens /metrics and /operator; without it they do not exist"),
  SMTP_URL: z.preprocess(empty, z.string().regex(/^smtps?:\/\/\S+$/, "must be an smtp:// or smtps:// URL").optional()).describe("mail server for e-mails at the end of a batch, with its user and password; without it and MAIL_FROM none are sent"),
  MAIL_FROM: z.preprocess(empty, z.string().refine(isMailAddress, "must be one e-mail address").optional()).describe("sender of those e-mails"),
  HTTPS_PROXY: z.preprocess(empty, z.url().optional()).describe("proxy through which the app reaches the outside"),
});

export type Env = z.infer<typeof schema>;

/** One setting as docs/deploy.md lists it. `fallback` is null where it is needed or stays unset. */
export interface SettingInWords {
  name: string;
  needed: boolean;
  fallback: string | null;
  what: string;
}

/** All settings, in the order of the schema; DATABASE_URL is needed by the schema but made by the start when it is not set. */
export function describeSettings(): SettingInWords[] {
  return Object.entries(schema.shape).map(([name, field]) => {
    const unset = (field as z.ZodType).safeParse(undefined);
    const fallback = unset.success && unset.data !== undefined && !(Array.isArray(unset.data) && unset.data.length === 0) ? String(unset.data) : null;
    return { name, needed: !unset.success && name !== "DATABASE_URL", fallback, what: (field as z.ZodType).description ?? "" };
  });
}

/** Reads the settings. Throws one Error with a sentence per wrong setting; values are never repeated in it. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const parsed = schema.safeParse(source);
  const missing = missingForBucket(source);
  if (parsed.success && missing.length === 0) return parsed.data;
  const sentences = (parsed.error?.issues ?? []).map((issue) => {
    const name = String(issue.path[0]);
    return source[name] ? `${name}: ${issue.message}.` : `${name} is not set.`;
  }).concat(missing);
  throw new Error(`The settings are not complete. ${sentences.join(" ")}`);
}

/** A bucket wants its region and keys; a setting of it without the bucket would silently keep the files elsewhere. */
function missingForBucket(source: NodeJS.ProcessEnv): string[] {
  if (!Object.keys(source).some((name) => name.startsWith("KEPT_FILES_S3_") && source[name])) return [];
  return ["BUCKET", "REGION", "ACCESS_KEY_ID", "SECRET_ACCESS_KEY"].map((name) => `KEPT_FILES_S3_${name}`).filter((name) => !source[name]).map((name) => `${name} is not set, and object storage needs it.`);
}
