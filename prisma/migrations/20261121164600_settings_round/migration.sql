-- AlterTable
ALTER TABLE "Batch" ADD COLUMN     "mailClaimedUntil" TIMESTAMP(3),
ADD COLUMN     "mailDoneAt" TIMESTAMP(3),
ADD COLUMN     "mailSentAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "MerchantFile" ADD COLUMN     "ofShop" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Publication" ADD COLUMN     "disclosure" TEXT;

-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "locales" JSONB,
ADD COLUMN     "localesReadAt" TIMESTAMP(3),
ADD COLUMN     "videoRoom" JSONB;

