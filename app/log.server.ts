import { pino } from "pino";
import { readEnv } from "#app/env.server.ts";

/** JSON lines on standard output. Fields that could carry a secret are cut out by name; texts never carry one. */
export const log = pino({
  level: readEnv().LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: ["*.nemoToken", "*.accessToken", "*.refreshToken", "*.token", "*.authorization", "*.headers", "err.config", "err.request", "err.response", "err.body"], censor: "[removed]" },
});
