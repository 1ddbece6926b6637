-- AlterTable
ALTER TABLE "NemoSession" DROP COLUMN "claimLink";

-- AlterTable
ALTER TABLE "Publication" ADD COLUMN     "replaces" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "undoBy" TEXT,
ADD COLUMN     "undoNote" TEXT,
ADD COLUMN     "undoState" TEXT,
ADD COLUMN     "undoWantedAt" TIMESTAMP(3),
ADD COLUMN     "undoneAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "uploadsPausedUntil" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Video" ADD COLUMN     "refinesId" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "Batch" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "selection" JSONB NOT NULL DEFAULT '{}',
    "title" TEXT NOT NULL,
    "recipe" TEXT NOT NULL,
    "choices" JSONB,
    "status" TEXT NOT NULL DEFAULT 'gathering',
    "pausedWhy" TEXT,
    "pausedText" TEXT,
    "capCredits" INTEGER,
    "quote" JSONB,
    "gatherNotes" JSONB NOT NULL DEFAULT '{}',
    "requestedBy" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmedAt" TIMESTAMP(3),
    "finishedAt" TIMESTAMP(3),
    "toldAt" TIMESTAMP(3),

    CONSTRAINT "Batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BatchItem" (
    "batchId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "shop" TEXT NOT NULL,
    "productGid" TEXT NOT NULL,
    "productTitle" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'new',
    "skipReason" TEXT,
    "skipText" TEXT,
    "videoId" TEXT,
    "begunAt" TIMESTAMP(3),

    CONSTRAINT "BatchItem_pkey" PRIMARY KEY ("batchId","position")
);

-- CreateTable
CREATE TABLE "NemoPace" (
    "account" TEXT NOT NULL,
    "notBefore" TIMESTAMP(3),
    "strikes" INTEGER NOT NULL DEFAULT 0,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "NemoPace_pkey" PRIMARY KEY ("account")
);

-- CreateIndex
CREATE INDEX "Batch_shop_createdAt_idx" ON "Batch"("shop", "createdAt");

-- CreateIndex
CREATE INDEX "Batch_status_idx" ON "Batch"("status");

-- CreateIndex
CREATE UNIQUE INDEX "BatchItem_videoId_key" ON "BatchItem"("videoId");

-- CreateIndex
CREATE INDEX "BatchItem_batchId_state_position_idx" ON "BatchItem"("batchId", "state", "position");

-- CreateIndex
CREATE UNIQUE INDEX "BatchItem_batchId_productGid_key" ON "BatchItem"("batchId", "productGid");

-- CreateIndex
CREATE INDEX "Video_refinesId_idx" ON "Video"("refinesId");

-- CreateIndex
CREATE INDEX "Video_nemoRowId_idx" ON "Video"("nemoRowId");

-- AddForeignKey
ALTER TABLE "Video" ADD CONSTRAINT "Video_refinesId_fkey" FOREIGN KEY ("refinesId") REFERENCES "Video"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Batch" ADD CONSTRAINT "Batch_shop_fkey" FOREIGN KEY ("shop") REFERENCES "Shop"("domain") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BatchItem" ADD CONSTRAINT "BatchItem_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "Batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BatchItem" ADD CONSTRAINT "BatchItem_videoId_fkey" FOREIGN KEY ("videoId") REFERENCES "Video"("id") ON DELETE SET NULL ON UPDATE CASCADE;

