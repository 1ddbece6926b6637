import { tmpdir } from "node:os";
import path from "node:path";
import type { Env } from "#app/env.server.ts";
import type { KeptFiles } from "#app/files/kept-files.ts";
import { openLocalFiles } from "#app/files/local-files.server.ts";
import { openS3Files } from "#app/files/s3-files.server.ts";

/** Where finished videos and merchants' own files are kept: a bucket when one is set (env.server.ts has seen to it that its settings are whole), else a folder. */
export function openKeptFiles(env: Env): KeptFiles {
  const { KEPT_FILES_S3_BUCKET: bucket, KEPT_FILES_S3_REGION: region, KEPT_FILES_S3_ACCESS_KEY_ID: accessKeyId, KEPT_FILES_S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!bucket || !region || !accessKeyId || !secretAccessKey) return openLocalFiles(path.resolve(env.KEPT_FILES_DIR));
  const { KEPT_FILES_S3_ENDPOINT: endpoint, KEPT_FILES_S3_PATH_STYLE: pathStyle } = env;
  return openS3Files({
    bucket, region, accessKeyId, secretAccessKey, endpoint, prefix: env.KEPT_FILES_S3_PREFIX ?? "",
    pathStyle: pathStyle ? pathStyle === "on" : endpoint !== undefined, asideDir: path.join(tmpdir(), "shelfreel-aside"),
  });
}
