import type { BoardSpec } from "../panel-spec.ts";
import { of, quantile, rate, total } from "../promql.ts";

const failed = of("http_requests_total", 'status=~"5.."');

/** Rate, errors and duration of what is asked of the services. */
export const services: BoardSpec = {
  uid: "hubbub-services",
  title: "hubbub: Services",
  about: "Rate, errors and duration of REST, gRPC and the commands of sockets.",
  rows: {
    REST: [
      {
        title: "Requests by status",
        about: "REST over both services, per second.",
        unit: "reqps",
        queries: { "{{status}}": total(of("http_requests_total"), "status") },
        stacked: true,
      },
      {
        title: "Failures by route",
        about:
          "Answers of 500 and more, the five routes with most. 503: a part is away or a bound is reached; 500: a fault of ours.",
        unit: "ops",
        queries: { "{{method}} {{route}} {{status}}": `topk(5, sum by (method, route, status) (${rate(failed)}))` },
        emptyBecause: "no request failed",
      },
      {
        title: "Time, p99, by service",
        about: "From a request's head to its answer.",
        unit: "s",
        queries: { "{{job}}": quantile(0.99, "http_request_seconds", { by: "job" }) },
        warnsFrom: 0.5,
        failsFrom: 2,
      },
      {
        title: "Routes asked most",
        about: "Per second.",
        unit: "reqps",
        queries: { "{{method}} {{route}}": `topk(8, ${total(of("http_requests_total"), "method, route")})` },
      },
      {
        title: "Slowest routes, p95",
        about: "Of those that are asked.",
        unit: "s",
        queries: {
          "{{method}} {{route}}": `topk(8, ${quantile(0.95, "http_request_seconds", { by: "method, route" })} > 0)`,
        },
      },
      {
        title: "Requests being answered",
        about: "By instance. Rising without end: something that they wait for hangs.",
        unit: "short",
        queries: { "{{instance}}": of("http_requests_in_flight") },
      },
    ],
    gRPC: [
      {
        title: "Calls",
        about: "Between services, as their clients count them, per second.",
        unit: "reqps",
        queries: { "{{method}} {{code}}": total(of("grpc_calls_total", 'side="client"'), "method, code") },
      },
      {
        title: "Calls that fail",
        about: "As their clients count them. UNAVAILABLE: the other service is away.",
        unit: "ops",
        queries: {
          "{{method}} {{code}}": total(
            of("grpc_calls_total", 'side="client",code=~"UNAVAILABLE|DEADLINE_EXCEEDED|INTERNAL|UNKNOWN"'),
            "method, code",
          ),
        },
        emptyBecause: "no call failed",
      },
      {
        title: "Time, p99, by method",
        about: "As clients see it.",
        unit: "s",
        queries: { "{{method}}": quantile(0.99, "grpc_call_seconds", { by: "method", labels: 'side="client"' }) },
        warnsFrom: 0.5,
        failsFrom: 2,
      },
    ],
    "Commands of sockets": [
      {
        title: "Messages taken",
        about: "By kind of room, per second, over sockets and REST.",
        unit: "ops",
        queries: { "{{room_kind}}": total(of("messages_sent_total"), "room_kind") },
        stacked: true,
      },
      {
        title: "Commands refused",
        about: "Error frames by code.",
        unit: "ops",
        queries: { "{{code}}": total(of("websocket_command_errors_total"), "code") },
        emptyBecause: "no command was refused yet",
      },
      {
        title: "Time to commit, p99, by instance",
        about: "What a sender waits for.",
        unit: "s",
        queries: { "{{instance}}": quantile(0.99, "message_commit_seconds", { by: "instance" }) },
        warnsFrom: 0.1,
        failsFrom: 1,
      },
    ],
    "Files, previews, search": [
      {
        title: "Uploads",
        about: "refused: too large, of no use, or of who may not. failed: the storage.",
        unit: "ops",
        queries: { "{{result}}": total(of("file_uploads_total"), "result") },
        emptyBecause: "nobody has sent a file yet",
      },
      {
        title: "File storage, p99",
        about: "What the folder or bucket takes for one request.",
        unit: "s",
        queries: { "{{operation}}": quantile(0.99, "file_storage_seconds", { by: "operation" }) },
        emptyBecause: "nobody has sent or opened a file yet",
      },
      {
        title: "File storage that fails",
        about: "It was away, full or refused: the log says why.",
        unit: "ops",
        queries: { "{{operation}}": total(of("file_storage_seconds_count", 'result="failed"'), "operation") },
        alerts: ["FilesAway"],
      },
      {
        title: "Pictures",
        about: "Made anew for showing. none: it could not be read. failed: it is tried again.",
        unit: "ops",
        queries: { "{{result}}": total(of("file_pictures_total"), "result") },
        emptyBecause: "nobody has sent a picture yet",
      },
      {
        title: "Link previews",
        about: "Pages and pictures asked for. refused_place: somebody links to what is not on the public internet.",
        unit: "ops",
        queries: { "{{outcome}}": total(of("link_preview_fetches_total"), "outcome") },
        emptyBecause: "nobody has written a link yet",
      },
      {
        title: "Messages made findable",
        about: "By the instance that committed them.",
        unit: "ops",
        queries: { "{{instance}}": total(of("search_indexed_messages_total"), "instance") },
      },
    ],
  },
};
