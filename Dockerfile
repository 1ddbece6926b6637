# The app for production: pages (`node server.ts`) or worker (`node worker.ts`). Debian, because the packages' binaries want glibc.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# The compilers are optional packages of their makers, so nothing is left out here.
RUN npm ci --no-audit --no-fund
COPY prisma ./prisma
COPY prisma.config.ts vite.config.ts tsconfig.json env.d.ts ./
COPY app ./app
COPY public ./public
RUN npm run build

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund
COPY prisma.config.ts ./
COPY prisma ./prisma
RUN npx prisma generate

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST_BIND=0.0.0.0 PORT=3000 WORKER_PORT=3001 KEPT_FILES_DIR=/var/lib/shelfreel/kept
WORKDIR /app
RUN mkdir -p /var/lib/shelfreel/kept && chown -R node:node /var/lib/shelfreel
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/build ./build
COPY package.json tsconfig.json prisma.config.ts server.ts worker.ts ./
COPY prisma ./prisma
COPY app ./app
USER node
EXPOSE 3000 3001
# The signal goes to Node itself; it hands its work over and ends within ten seconds.
STOPSIGNAL SIGTERM
CMD ["node", "server.ts"]
