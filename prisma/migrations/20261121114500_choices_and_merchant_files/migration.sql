-- CreateTable
CREATE TABLE "KeptChoices" (
    "shop" TEXT NOT NULL,
    "productGid" TEXT NOT NULL,
    "recipe" TEXT NOT NULL,
    "choices" JSONB NOT NULL DEFAULT '{}',
    "prompt" TEXT,
    "promptFrom" TEXT,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "KeptChoices_pkey" PRIMARY KEY ("shop","productGid","recipe")
);

-- CreateTable
CREATE TABLE "MerchantFile" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "productGid" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "filename" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "seconds" DOUBLE PRECISION,
    "file" TEXT NOT NULL,
    "videoId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "erasedAt" TIMESTAMP(3),

    CONSTRAINT "MerchantFile_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "MerchantFile_shop_productGid_idx" ON "MerchantFile"("shop", "productGid");

-- CreateIndex
CREATE INDEX "MerchantFile_erasedAt_createdAt_idx" ON "MerchantFile"("erasedAt", "createdAt");

-- AddForeignKey
ALTER TABLE "MerchantFile" ADD CONSTRAINT "MerchantFile_shop_fkey" FOREIGN KEY ("shop") REFERENCES "Shop"("domain") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MerchantFile" ADD CONSTRAINT "MerchantFile_videoId_fkey" FOREIGN KEY ("videoId") REFERENCES "Video"("id") ON DELETE CASCADE ON UPDATE CASCADE;

