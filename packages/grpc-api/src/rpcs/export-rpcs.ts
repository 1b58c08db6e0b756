import type { ExportServiceServer } from "../gen/hubbub/chat/v1/export_service.ts";
import { page } from "./fields.ts";
import type { RpcsOf } from "./rpc.ts";

export const exportRpcs: RpcsOf<ExportServiceServer> = {
  exportMyData: { request: { pageToken: page.pageToken }, errors: [] },
};
