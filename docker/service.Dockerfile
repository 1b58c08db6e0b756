# Either service; docker-compose.yml says which. Context: the repository's root.

# Only what npm reads, so that a change of source does not install again.
FROM node:22-bookworm-slim AS manifests
COPY . /source
WORKDIR /manifests
RUN cd /source && find . -name package.json -o -name package-lock.json | xargs cp --parents -t /manifests

# The workspaces are symlinks from node_modules to packages/ and stay so: Node runs their TypeScript as it is.
FROM node:22-bookworm-slim AS dependencies
ARG SERVICE
WORKDIR /hubbub
COPY --from=manifests /manifests ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --workspace @hubbub/$SERVICE --no-audit --no-fund

FROM node:22-bookworm-slim
# `chat-service` or `user-service`.
ARG SERVICE
ARG GRPC_PORT
ENV NODE_ENV=production BIND_HOST=0.0.0.0 HTTP_PORT=8080 GRPC_PORT=$GRPC_PORT OPS_PORT=9464 SERVICE=$SERVICE
# Buffers of stalled sockets go back to the kernel at once (packages/stack/src/parts/service-part.ts has the figures).
ENV MALLOC_MMAP_THRESHOLD_=131072
WORKDIR /hubbub
# A workspace may have a node_modules of its own.
COPY --from=dependencies /hubbub ./
COPY packages ./packages
COPY apps/$SERVICE ./apps/$SERVICE
USER node
EXPOSE 8080 $GRPC_PORT 9464
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --start-interval=1s --retries=6 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:9464/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["sh", "-c", "exec node apps/$SERVICE/src/main.ts"]
