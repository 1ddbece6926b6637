-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMP(3),
    "accessToken" TEXT NOT NULL,
    "userId" BIGINT,
    "firstName" TEXT,
    "lastName" TEXT,
    "email" TEXT,
    "accountOwner" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT,
    "collaborator" BOOLEAN DEFAULT false,
    "emailVerified" BOOLEAN DEFAULT false,
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMP(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Shop" (
    "domain" TEXT NOT NULL,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "nemoAccountKind" TEXT,
    "nemoTokenSealed" TEXT,
    "nemoClientId" TEXT,
    "nemoUserId" TEXT,
    "installedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "uninstalledAt" TIMESTAMP(3),

    CONSTRAINT "Shop_pkey" PRIMARY KEY ("domain")
);

-- CreateTable
CREATE TABLE "NemoSession" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "productGid" TEXT NOT NULL,
    "nemoSessionId" TEXT NOT NULL,
    "nemoTaskId" TEXT,
    "claimLink" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NemoSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Video" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "productGid" TEXT NOT NULL,
    "productTitle" TEXT NOT NULL,
    "recipe" TEXT NOT NULL,
    "prompt" TEXT NOT NULL,
    "choices" JSONB NOT NULL,
    "pictures" JSONB NOT NULL,
    "nemoRowId" TEXT,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "step" TEXT NOT NULL DEFAULT 'check',
    "revision" INTEGER NOT NULL DEFAULT 0,
    "looks" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "leaseOwner" TEXT,
    "leaseUntil" TIMESTAMP(3),
    "stepStartedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "nextTryAt" TIMESTAMP(3),
    "lastNewsAt" TIMESTAMP(3),
    "errorCode" TEXT,
    "merchantText" TEXT,
    "charged" TEXT NOT NULL DEFAULT 'no',
    "canRetry" BOOLEAN NOT NULL DEFAULT false,
    "warnings" JSONB NOT NULL DEFAULT '[]',
    "inspection" JSONB,
    "stepNotes" JSONB NOT NULL DEFAULT '{}',
    "creditsBefore" JSONB,
    "creditsAfter" JSONB,
    "requestedBy" TEXT,
    "approvedAt" TIMESTAMP(3),
    "approvedBy" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "Video_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VideoEvent" (
    "id" BIGSERIAL NOT NULL,
    "videoId" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "step" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT,

    CONSTRAINT "VideoEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Message" (
    "id" TEXT NOT NULL,
    "videoId" TEXT NOT NULL,
    "turn" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "baselineFingerprint" TEXT,
    "sentAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "outcome" TEXT,
    "reply" TEXT,
    "evidence" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "Message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Render" (
    "id" TEXT NOT NULL,
    "videoId" TEXT NOT NULL,
    "pollId" TEXT,
    "status" TEXT NOT NULL DEFAULT 'new',
    "progress" INTEGER,
    "draftFingerprint" TEXT,
    "url" TEXT,
    "submittedAt" TIMESTAMP(3),
    "finishedAt" TIMESTAMP(3),
    "keptFile" TEXT,
    "facts" JSONB,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Render_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Publication" (
    "id" TEXT NOT NULL,
    "videoId" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "productGid" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'READY_TO_UPLOAD',
    "filename" TEXT NOT NULL,
    "alt" TEXT NOT NULL,
    "place" TEXT NOT NULL DEFAULT 'last',
    "stagedTarget" JSONB,
    "stagedAt" TIMESTAMP(3),
    "resourceUrl" TEXT,
    "createSentAt" TIMESTAMP(3),
    "fileGid" TEXT,
    "mediaBefore" JSONB,
    "mediaAfter" JSONB,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "doneAt" TIMESTAMP(3),

    CONSTRAINT "Publication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebhookDelivery" (
    "id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Session_shop_idx" ON "Session"("shop");

-- CreateIndex
CREATE INDEX "NemoSession_shop_productGid_idx" ON "NemoSession"("shop", "productGid");

-- CreateIndex
CREATE UNIQUE INDEX "NemoSession_shop_nemoSessionId_key" ON "NemoSession"("shop", "nemoSessionId");

-- CreateIndex
CREATE INDEX "Video_shop_productGid_createdAt_idx" ON "Video"("shop", "productGid", "createdAt");

-- CreateIndex
CREATE INDEX "Video_shop_status_idx" ON "Video"("shop", "status");

-- CreateIndex
CREATE INDEX "Video_status_nextTryAt_idx" ON "Video"("status", "nextTryAt");

-- CreateIndex
CREATE INDEX "VideoEvent_videoId_id_idx" ON "VideoEvent"("videoId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Message_videoId_turn_key" ON "Message"("videoId", "turn");

-- CreateIndex
CREATE INDEX "Render_videoId_createdAt_idx" ON "Render"("videoId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Publication_videoId_key" ON "Publication"("videoId");

-- CreateIndex
CREATE UNIQUE INDEX "Publication_shop_videoId_productGid_key" ON "Publication"("shop", "videoId", "productGid");

-- AddForeignKey
ALTER TABLE "NemoSession" ADD CONSTRAINT "NemoSession_shop_fkey" FOREIGN KEY ("shop") REFERENCES "Shop"("domain") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Video" ADD CONSTRAINT "Video_shop_fkey" FOREIGN KEY ("shop") REFERENCES "Shop"("domain") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Video" ADD CONSTRAINT "Video_nemoRowId_fkey" FOREIGN KEY ("nemoRowId") REFERENCES "NemoSession"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VideoEvent" ADD CONSTRAINT "VideoEvent_videoId_fkey" FOREIGN KEY ("videoId") REFERENCES "Video"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_videoId_fkey" FOREIGN KEY ("videoId") REFERENCES "Video"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Render" ADD CONSTRAINT "Render_videoId_fkey" FOREIGN KEY ("videoId") REFERENCES "Video"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Publication" ADD CONSTRAINT "Publication_videoId_fkey" FOREIGN KEY ("videoId") REFERENCES "Video"("id") ON DELETE CASCADE ON UPDATE CASCADE;
