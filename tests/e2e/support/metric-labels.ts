import { createFileRegistry, fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { errorCatalogue } from "@hubbub/errors";
import { readDescriptorImage } from "@hubbub/grpc-api";
import { contract } from "@hubbub/grpc-api/rpcs";
import { buildOpenApi } from "@hubbub/rest-gateway";
import { clientFrames, closeCodes } from "@hubbub/ws-protocol";
import { standardLimits } from "@hubbub/rate-limits";
import { plainRoutes } from "../../../scripts/read-sources.ts";

/** What a label may be: one of these, or what `says` says. */
export type LabelSet = readonly string[] | { readonly says: string; readonly holds: (value: string) => boolean };

const named = (says: string, values: Iterable<string>): LabelSet => {
  const set = new Set(values);
  return { says, holds: (value) => set.has(value) };
};
const matching = (says: string, pattern: RegExp): LabelSet => ({ says, holds: (value) => pattern.test(value) });

const image = createFileRegistry(fromBinary(FileDescriptorSetSchema, readDescriptorImage()));
const methods = [...image].flatMap((type) => (type.kind === "service" ? type.methods : []));
const grpcService = named(
  "a gRPC service of proto/",
  methods.map(({ parent }) => parent.typeName),
);
const grpcMethod = named(
  "a method of it",
  methods.map(({ name }) => name),
);
const route = named("an address of [api.md](api.md), or `unmatched`", [
  ...Object.keys(buildOpenApi(readDescriptorImage(), contract).paths),
  ...plainRoutes().map((plain) => plain.split(" ")[1]!),
  "unmatched",
]);
const httpMethod = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "other"];
const errorCode = named("an error of [errors.md](errors.md)", Object.keys(errorCatalogue));
const grpcSide = ["client", "server"];
const ofNode = (what: string) => matching(`${what}, as Node names it`, /^[A-Za-z0-9_]{1,40}$/);
const presenceStore = ["list", "change", "refresh", "reap", "receive"];
const pool = { pool: ["main"] };

/**
 * The labels of each metric that has some, and what they may be: closed sets, for each value of each label is a series of its own in
 * Prometheus for ever. Nothing that people choose, no id and no address is among them. A test holds all of `/metrics` to it.
 */
export const metricLabels: Readonly<Record<string, Readonly<Record<string, LabelSet>>>> = {
  nodejs_active_resources: { type: ofNode("a kind of resource") },
  nodejs_active_handles: { type: ofNode("a kind of handle") },
  nodejs_active_requests: { type: ofNode("a kind of request") },
  nodejs_heap_space_size_total_bytes: { space: ofNode("a part of the heap") },
  nodejs_heap_space_size_used_bytes: { space: ofNode("a part of the heap") },
  nodejs_heap_space_size_available_bytes: { space: ofNode("a part of the heap") },
  nodejs_version_info: {
    version: matching("the version of Node", /^v\d+\.\d+\.\d+$/),
    major: matching("its parts", /^\d+$/),
    minor: matching("its parts", /^\d+$/),
    patch: matching("its parts", /^\d+$/),
  },
  nodejs_gc_duration_seconds: { kind: ["major", "minor", "incremental", "weakcb"] },
  nodejs_eventloop_seconds_total: { state: ["active", "idle"] },
  service_info: { name: ["chat-service", "user-service"], node: matching("the version of Node", /^v\d+\.\d+\.\d+$/) },
  postgres_pool_connections: pool,
  postgres_pool_idle: pool,
  postgres_pool_waiting: pool,
  postgres_pool_max: pool,
  grpc_calls_total: {
    service: grpcService,
    method: grpcMethod,
    code: matching("a status of gRPC", /^[A-Z]+(_[A-Z]+)?$/),
    side: grpcSide,
  },
  grpc_call_seconds: { service: grpcService, method: grpcMethod, side: grpcSide },
  grpc_calls_without_secret_total: { service: grpcService, method: grpcMethod },
  http_requests_total: { route, method: httpMethod, status: matching("a status of HTTP", /^[1-5]\d\d$/) },
  http_request_seconds: { route, method: httpMethod },
  rate_limited_total: {
    limit: named(
      "a limit of [limits.md](limits.md#per-person-and-place), or what else a socket or a password is refused for",
      [
        ...Object.keys(standardLimits),
        "connections",
        "connect_rate",
        "draining",
        "open_sockets",
        "unanswered_commands",
        "rooms_per_socket",
        "password_queue",
      ],
    ),
  },
  auth_requests_total: {
    method: ["register", "login", "refresh", "logout", "revoke_session", "socket"],
    result: named("`ok`, or an error of [errors.md](errors.md)", ["ok", ...Object.keys(errorCatalogue)]),
  },
  messages_sent_total: { room_kind: ["public", "private", "direct", "announcement"] },
  cache_lookups_total: { cache: ["tokens", "users", "accounts", "direct_rooms"], result: ["hit", "miss"] },
  identity_cache_entries: { cache: ["tokens", "users"] },
  broker_dropped_total: { reason: ["away", "full", "failed", "unknown_version", "malformed"] },
  broker_subscriptions: { of: ["rooms", "people"] },
  presence_changes_total: { change: ["joined", "left"] },
  presence_errors_total: { operation: presenceStore },
  people_presence_changes_total: { change: ["joined", "left"] },
  people_presence_errors_total: { operation: presenceStore },
  room_gaps_total: { healed_by: ["broker", "log", "resync"] },
  resumes_total: { result: ["ring", "log", "too_far", "ahead", "other_epoch"] },
  activity_frames_total: {
    frame: [
      "room_activity",
      "direct_message",
      "member_removed",
      "receipt",
      "room_counts",
      "thread_activity",
      "blocks_changed",
      "broadcast",
      "presence",
    ],
  },
  activity_dropped_total: {
    reason: [
      "slow_socket",
      "untold_rooms",
      "heads_while_reading",
      "rooms_of_person",
      "delivered_marks",
      "broadcasts",
      "active_threads",
      "followers",
      "called_people",
      "counts_at_start",
      "watched_people",
      "last_seen",
    ],
  },
  job_rounds_total: { job: jobNames(), result: ["done", "failed"] },
  job_done_timestamp_seconds: { job: jobNames() },
  file_uploads_total: { result: ["stored", "refused", "failed"] },
  file_pictures_total: { result: ["made", "none", "failed"] },
  file_storage_seconds: { operation: ["put", "get", "fetch", "delete"], result: ["ok", "failed"] },
  link_preview_fetches_total: {
    outcome: [
      "fetched",
      "redirects",
      "refused_address",
      "refused_place",
      "status",
      "timeout",
      "too_large",
      "type",
      "unreachable",
      "unresolved",
    ],
  },
  websocket_disconnects_total: {
    code: named("a close code of [protocol.md](protocol.md), 1000, 1001, 1005, 1006, or `other`", [
      "1000",
      "1001",
      "1005",
      "1006",
      "other",
      ...Object.values(closeCodes).map(String),
    ]),
  },
  websocket_command_errors_total: { code: errorCode },
  websocket_command_seconds: {
    command: named("a frame of clients ([protocol.md](protocol.md))", Object.keys(clientFrames)),
  },
  sessions_ended_total: {
    reason: ["logout", "revoked", "password_changed", "disabled", "deleted", "reused", "surplus"],
  },
  accounts_changed_total: { field: ["display_name", "email", "password", "disabled", "deleted"] },
  expired_rows_deleted_total: { table: ["sessions", "refresh_tokens", "known_addresses", "audit_events"] },
  signing_key_changes_total: { change: ["made", "deleted"] },
};

function jobNames(): readonly string[] {
  return [
    "send audit events",
    "forget deleted accounts",
    "expire messages",
    "make late pictures",
    "tell late avatars",
    "collect files",
    "index messages",
    "forget left avatars",
    "canary",
  ];
}
