# The whole of Lotse in one image: web server, worker and, unless DATABASE_URL is set, its own PostgreSQL in /data.

FROM node:20-bookworm-slim AS build
WORKDIR /lotse
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
# What is only for development goes; the start checks its build and its packages by content and finds both complete.
RUN node scripts/run.mjs build \
 && npm prune --omit=dev --no-audit --no-fund \
 && rm -rf .next/cache

FROM node:20-bookworm-slim
WORKDIR /lotse
ENV NODE_ENV=production \
    NEXT_TELEMETRY_DISABLED=1 \
    LOTSE_DATA_DIR=/data \
    PORT=3000
COPY --from=build /lotse ./
# Code belongs to root; the program may write its data and Next.js its cache.
RUN mkdir -p /data .next/cache && chown node:node /data .next/cache
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "scripts/run.mjs", "start"]
