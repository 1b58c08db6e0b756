import type { HttpRequest, HttpResponse } from "uWebSockets.js";
import { type AskingPage, askingPage } from "./asking-page.ts";
import { clientAddress } from "./client-address.ts";

/** What is read of a request before the first await: uWebSockets.js takes it back after that. */
export interface RequestHead {
  /** As sent, upper case. */
  readonly method: string;
  /** Still percent-encoded, without the query. */
  readonly path: string;
  readonly query: string;
  readonly authorization: string;
  readonly idempotencyKey: string;
  readonly userAgent: string;
  /** As sent; empty where it is absent. */
  readonly traceparent: string;
  readonly cookie: string;
  readonly contentType: string;
  /** 0 where the header is absent. */
  readonly contentLength: number;
  /** The body comes in chunks, of a length that nobody knows yet. */
  readonly isChunked: boolean;
  /** As sent; empty where it is absent. So are the next two. */
  readonly range: string;
  readonly ifRange: string;
  readonly ifNoneMatch: string;
  readonly clientAddress: string;
  readonly isHttps: boolean;
  readonly page: AskingPage;
  /** What a browser asks to be allowed to do; empty where it does not ask. */
  readonly requestedMethod: string;
}

export function readRequestHead(res: HttpResponse, req: HttpRequest): RequestHead {
  return {
    method: req.getCaseSensitiveMethod(),
    path: req.getUrl(),
    query: queryOf(req),
    authorization: req.getHeader("authorization"),
    idempotencyKey: req.getHeader("idempotency-key"),
    userAgent: req.getHeader("user-agent"),
    traceparent: req.getHeader("traceparent"),
    cookie: req.getHeader("cookie"),
    contentType: req.getHeader("content-type"),
    contentLength: Number(req.getHeader("content-length")) || 0,
    isChunked: req.getHeader("transfer-encoding") !== "",
    range: req.getHeader("range"),
    ifRange: req.getHeader("if-range"),
    ifNoneMatch: req.getHeader("if-none-match"),
    clientAddress: clientAddress(res.getRemoteAddress(), req.getHeader("x-real-ip")),
    isHttps: isHttps(req.getHeader("x-forwarded-proto")),
    page: askingPage(req),
    requestedMethod: req.getHeader("access-control-request-method"),
  };
}

/** Each proxy adds what it was spoken to in, so the first is the browser's. */
function isHttps(forwardedProto: string): boolean {
  return forwardedProto.split(",", 1)[0]?.trim().toLowerCase() === "https";
}

/** Typed as text, but undefined where the URL has none. */
function queryOf(req: HttpRequest): string {
  const query: string | undefined = req.getQuery();
  return query ?? "";
}
