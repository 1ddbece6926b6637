import type { PrismaClient } from "@prisma/client";
import { z } from "zod";
import { ExpectedError } from "#app/lib/expected-error.ts";
import type { SecretBox } from "#app/lib/seal-secret.server.ts";
import type { CallNemo, PipelineLog } from "./pipeline/step-context.ts";
import type { NemoClient } from "#app/nemo/nemo-client.ts";
import type { KeptFiles } from "#app/files/kept-files.ts";
import { ensureShop } from "#app/shops/ensure-shop.server.ts";
import { redactShop } from "#app/shops/redact-shop.server.ts";
import type { ShownBalance } from "#app/shops/read-balance-in-time.server.ts";
import { publishedLanguages, shopSettings } from "#app/shops/shop-settings.ts";
import { takeWebhook } from "#app/shops/take-webhook.server.ts";
import type { ShopLocales } from "#app/shops/watch-shop-locales.server.ts";
import { uninstallShop } from "#app/shops/uninstall-shop.server.ts";
import { sentence, tell } from "#app/words/say.ts";
import { addLimits } from "./describe-limits.ts";
import { readShopLimits } from "./read-shop-limits.server.ts";
import { approveVideo } from "./approve-video.server.ts";
import { buildVideoView } from "./build-video-view.ts";
import { cancelVideo } from "./cancel-video.server.ts";
import type { ChangeDeps } from "./change-video.server.ts";
import { discardVideo } from "./discard-video.server.ts";
import { keptFolder } from "./kept-files.server.ts";
import { findOlderVideo } from "./find-older-video.server.ts";
import { leaveUndo } from "./leave-undo.server.ts";
import { lookAfterReinstall } from "./look-after-reinstall.server.ts";
import { noteListing, readListedVideos, VIDEOS_READ } from "./note-listing.server.ts";
import { eraseMerchantFiles, pendingMerchantFiles, sentMerchantFiles } from "./merchant-files.server.ts";
import { listProductPage } from "./product-list/list-product-page.server.ts";
import { planForShop } from "./plan-for-shop.server.ts";
import { noteProductChange } from "./note-product-change.server.ts";
import type { PipelineWaits } from "./pipeline/pipeline-waits.ts";
import { planSelection } from "./plan-selection.server.ts";
import { readVideo } from "./read-videos.server.ts";
import { readVideoLists, readVideoRows } from "./read-video-rows.server.ts";
import { merchantFileView, receiveMerchantFile } from "./receive-merchant-file.server.ts";
import { findRecipe, recipes } from "./recipes/find-recipe.ts";
import { refineVideo } from "./refine-video.server.ts";
import { requestVideo } from "./request-video.server.ts";
import { projectLink } from "./open-project.server.ts";
import { retryVideo } from "./retry-video.server.ts";
import { isKeptFileLink, signKeptFile } from "./sign-kept-file.server.ts";
import { dropShopLogo } from "./shop-logo.server.ts";
import { videoRefused } from "./video-errors.ts";
import { askRemoval } from "./removal/ask-removal.server.ts";
import { readRemoval } from "./removal/read-removal.server.ts";
import { undoVideo } from "./undo-video.server.ts";
import { blocksNewRequest, publishableAgain, type VideoStatus } from "./video-status.ts";
import type { VideosService } from "./videos-service.ts";
import { answerWords } from "./versions/answer-words.server.ts";
import { buildConversation } from "./versions/build-conversation.ts";
import { readVersions } from "./versions/read-versions.server.ts";
import { watchUploadRoom } from "./watch-upload-room.ts";
import type { VideoRooms } from "./watch-video-room.server.ts";

export interface VideosServiceDeps extends ChangeDeps {
  db: PrismaClient;
  nemo: NemoClient;
  nemoFor(shop: string, skillSource: string): CallNemo;
  showBalance(shop: string, skillSource: string): Promise<ShownBalance | null>;
  rooms: VideoRooms;
  /** As the pipeline waits, scaled where it is. */
  waits: Pick<PipelineWaits, "lateLookUntilMs">;
  locales: ShopLocales;
  secrets: SecretBox;
  keptFiles: KeptFiles;
  log: PipelineLog;
}

const VIDEOS_OF_A_PRODUCT = 20;
const CANCEL_PATIENCE_MS = 3_000;

/** Puts the domain together for the routes. */
export function createVideosService(deps: VideosServiceDeps): VideosService {
  const { db } = deps;
  const room = watchUploadRoom();
  const view = (video: Parameters<typeof buildVideoView>[0]) => buildVideoView(video, (id) => signKeptFile(deps.secrets, deps.clock, id), deps.waits.lateLookUntilMs);
  const balance = (shop: string, recipe: string) => deps.showBalance(shop, findRecipe(recipe).skillSource);
  return {
    async listProducts(o) {
      await ensureShop(db, o.shop);
      const [page] = await Promise.all([listProductPage(db, o), deps.locales.look(o)]);
      return page;
    },
    async productPage({ shop, admin, productGid, recipe }) {
      const settings = shopSettings(await ensureShop(db, shop));
      const name = recipe ?? settings.recipe;
      const listed = await readListedVideos(db, { shop, productGid });
      const [product, credits, limits] = await Promise.all([admin.getProduct({ productGid }), balance(shop, name), readShopLimits(deps, { shop, admin }), deps.locales.look({ shop, admin })]);
      if (!product) return null;
      const onProduct = product.videos.map(({ mediaGid }) => mediaGid);
      await noteListing(deps, { shop, listed, onProduct, complete: onProduct.length < VIDEOS_READ });
      const videos = await readVideoRows(db, { shop, productGid, take: VIDEOS_OF_A_PRODUCT });
      const { view: plan, kept, files: pending, shopLogo: ownLogo, shopRow } = await planForShop(db, product, { shop, recipe: findRecipe(name).name, chosen: null });
      const [files, shopLogo, shopLanguages] = [pending.map(merchantFileView), ownLogo?.filename ?? null, publishedLanguages(shopRow?.locales)];
      return { product, plan: addLimits(plan, limits), recipes: recipes.map(({ name: key, title, about }) => ({ name: key, title: tell(title), about: tell(about) })), kept, files, shopLogo, shopLanguages, videos, current: videos.find((video) => blocksNewRequest.includes(video.status)) ?? null, credits };
    },
    async planVideo({ shop, admin, productGid, recipe, chosen }) {
      await ensureShop(db, shop);
      const [product, limits] = await Promise.all([admin.getProduct({ productGid }), readShopLimits(deps, { shop, admin })]);
      return product && addLimits((await planForShop(db, product, { shop, recipe: findRecipe(recipe).name, chosen })).view, limits);
    },
    async receiveFile({ admin, ...o }) {
      // Asked before a byte is kept: otherwise every invented product would have room of its own.
      if (!(await admin.getProduct({ productGid: o.productGid }))) throw videoRefused("video.product_gone", sentence("requests.file_product_gone"));
      return receiveMerchantFile({ ...deps, room }, o);
    },
    receiveShopLogo: (o) => receiveMerchantFile({ ...deps, room }, { ...o, productGid: "", kind: "logo" }),
    dropShopLogo: (o) => dropShopLogo(deps, o),
    async dropFile({ shop, productGid, fileId }) {
      const found = (await pendingMerchantFiles(db, { shop, productGid })).filter((file) => file.id === fileId);
      await eraseMerchantFiles(db, deps.keptFiles, found);
      return found.length > 0;
    },
    async requestVideo(o) {
      await ensureShop(db, o.shop);
      await deps.locales.look(o);
      return requestVideo(deps, o);
    },
    async planSelection(o) {
      const plan = await planSelection(db, o);
      return { ...plan, creditsAvailable: (await balance(o.shop, shopSettings(await ensureShop(db, o.shop)).recipe))?.available ?? null };
    },
    refineVideo: (o) => refineVideo(deps, o),
    async conversation(o) {
      const found = z.uuid().safeParse(o.videoId).success ? await readVersions(db, o) : null;
      if (!found) return null;
      const [files, sent] = await Promise.all([pendingMerchantFiles(db, { shop: o.shop, productGid: found.video.productGid }), sentMerchantFiles(db, { shop: o.shop, videoIds: found.versions.map(({ id }) => id) })]);
      return buildConversation({ ...found, files: files.map(merchantFileView), ownFiles: sent.map(({ filename }) => filename), signFile: (id) => signKeptFile(deps.secrets, deps.clock, id) });
    },
    async answerWords({ text, ...o }) {
      const video = z.uuid().safeParse(o.videoId).success ? await readVideo(db, o) : null;
      return video && answerWords(text, { video: view(video), balance: () => balance(o.shop, video.recipe) });
    },
    async getVideo(o) {
      if (!z.uuid().safeParse(o.videoId).success) return null;
      const video = await readVideo(db, o);
      if (!video) return null;
      await lookAfterReinstall(deps, video);
      const decides = video.status === "ready" || video.status === "superseded" || publishableAgain.includes(video.status as VideoStatus);
      return view({ ...video, older: decides ? await findOlderVideo(db, video) : null });
    },
    approveVideo: (o) => approveVideo(deps, o),
    undoVideo: (o) => undoVideo(deps, o),
    leaveUndo: (o) => leaveUndo(deps, o),
    removeAllVideos: (o) => askRemoval(deps, o),
    readRemoval: (o) => readRemoval(db, o),
    discardVideo: (o) => discardVideo(deps, o),
    async cancelVideo(o) {
      const { renderId, recipe } = await cancelVideo(deps, o);
      if (!renderId) return;
      // Best effort: the video is canceled here whatever NemoVideo answers, also without an account to ask with (protocol §10.4).
      await deps.nemoFor(o.shop, findRecipe(recipe).skillSource)((account) => deps.nemo.cancelRender(account, { renderId, signal: AbortSignal.timeout(CANCEL_PATIENCE_MS) })).catch((error: unknown) => {
        if (!(error instanceof ExpectedError)) throw error;
        deps.log.info({ videoId: o.videoId, code: error.code }, "NemoVideo could not be told of a cancel");
      });
    },
    retryVideo: (o) => retryVideo(deps, o),
    projectLink: (o) => projectLink(deps, o),
    async home({ shop }) {
      const settings = shopSettings(await ensureShop(db, shop));
      const lists = [{ statuses: ["ready", "attention"], take: 20 }, { statuses: ["queued", "making", "publishing", "withdrawing"], take: 20 }, { statuses: ["published"], take: 6 }];
      const [[needsYou = [], making = [], recent = []], once, credits] = await Promise.all([
        readVideoLists(db, { shop, lists }), db.$queryRaw<unknown[]>`SELECT 1 FROM "Publication" WHERE shop = ${shop} AND "stagedAt" IS NOT NULL LIMIT 1`, balance(shop, settings.recipe),
      ]);
      return { needsYou, making, recent, knowsTheWay: once.length > 0, credits };
    },
    async openKeptFile(o) {
      if (!z.uuid().safeParse(o.videoId).success || !isKeptFileLink(deps.secrets, deps.clock, o)) return null;
      const render = await db.render.findFirst({ where: { videoId: o.videoId, keptFile: { not: null } }, orderBy: { createdAt: "desc" } });
      return render?.keptFile ? deps.keptFiles.open(render.keptFile) : null;
    },
    uninstallShop: ({ shop }) => uninstallShop(db, shop),
    async redactShop({ shop }) {
      await redactShop(db, shop);
      await deps.keptFiles.removeFolder(keptFolder(shop));
    },
    noteProductChange: (o) => noteProductChange(deps, o),
    takeWebhook: (o) => takeWebhook(db, o),
  };
}
