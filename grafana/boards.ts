import { abuse } from "./boards/abuse.ts";
import { data } from "./boards/data.ts";
import { delivery } from "./boards/delivery.ts";
import { loadTest } from "./boards/load-test.ts";
import { overview } from "./boards/overview.ts";
import { runtime } from "./boards/runtime.ts";
import { services } from "./boards/services.ts";
import type { BoardSpec } from "./panel-spec.ts";

/** In the order in which an operator looks at them; `make generate` writes them to grafana/dashboards. */
export const boards: readonly BoardSpec[] = [overview, delivery, services, data, runtime, abuse, loadTest];
